/// The statements that build a rollup, and where rollups live.
@NullMarked
package io.datachat.apex.warehouse.rollup;

import org.jspecify.annotations.NullMarked;
