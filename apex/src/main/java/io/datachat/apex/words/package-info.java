/// A question in words becomes a [io.datachat.apex.query.MetricQuery], or the list of what was not understood. Never a
/// guess.
@NullMarked
package io.datachat.apex.words;

import org.jspecify.annotations.NullMarked;
