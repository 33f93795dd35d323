/// Rules about the definitions of one library, each with an id, a severity and a way out.
@NullMarked
package io.datachat.apex.datapoint.lint;

import org.jspecify.annotations.NullMarked;
