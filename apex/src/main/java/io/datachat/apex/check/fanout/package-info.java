/// Aggregates whose rows a join multiplied
@NullMarked
package io.datachat.apex.check.fanout;

import org.jspecify.annotations.NullMarked;
