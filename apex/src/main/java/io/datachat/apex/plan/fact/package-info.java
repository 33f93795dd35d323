/// One fact at its own grain: joins, conditions, moments, then groups.
@NullMarked
package io.datachat.apex.plan.fact;

import org.jspecify.annotations.NullMarked;
