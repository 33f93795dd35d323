/// What comes back: rows with a [Receipt], as JSON and CSV.
@NullMarked
package io.datachat.apex.answer;

import org.jspecify.annotations.NullMarked;
