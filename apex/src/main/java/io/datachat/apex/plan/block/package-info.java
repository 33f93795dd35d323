/// The aggregate block: the canonical form of one aggregation, the same whatever aliases, order and joins that change
/// no row.
@NullMarked
package io.datachat.apex.plan.block;

import org.jspecify.annotations.NullMarked;
