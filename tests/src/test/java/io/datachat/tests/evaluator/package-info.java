/// The second opinion: answers a metric query from rows in memory, one row at a time; shares no code with the planner.
@NullMarked
package io.datachat.tests.evaluator;

import org.jspecify.annotations.NullMarked;
