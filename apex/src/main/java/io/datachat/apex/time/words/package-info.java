/// Periods as people write them: relative, absolute, ranges.
@NullMarked
package io.datachat.apex.time.words;

import org.jspecify.annotations.NullMarked;
