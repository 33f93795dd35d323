/// Lift: SQL that computes known metrics is recognised as the question that it is, and the proof is checked on both
/// plans; where it is near, the difference is named.
@NullMarked
package io.datachat.apex.plan.lift;

import org.jspecify.annotations.NullMarked;
