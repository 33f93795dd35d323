/// Migration scripts there and back, written for a person to run; nothing of them is ever executed here
@NullMarked
package io.datachat.apex.draft;

import org.jspecify.annotations.NullMarked;
