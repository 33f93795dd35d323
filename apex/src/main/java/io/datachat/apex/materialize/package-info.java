/// Rollups: what a metric's `materialization` asks to keep, and the list of those that were built.
@NullMarked
package io.datachat.apex.materialize;

import org.jspecify.annotations.NullMarked;
