/// Faults planted into the planner on purpose: a differential test that does not see them is worth nothing.
@NullMarked
package io.datachat.tests.faults;

import org.jspecify.annotations.NullMarked;
