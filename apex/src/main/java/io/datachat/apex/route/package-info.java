/// Source or rollup, with reasons: an aggregate block is read from a rollup that provably gives the same rows, or left
/// alone.
@NullMarked
package io.datachat.apex.route;

import org.jspecify.annotations.NullMarked;
