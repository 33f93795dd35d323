/// One aggregation in one spelling: what two plans must share for their groups to have the same values.
@NullMarked
package io.datachat.apex.plan.lift.form;

import org.jspecify.annotations.NullMarked;
