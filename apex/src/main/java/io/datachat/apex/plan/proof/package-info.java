/// What definitions claim as questions to the data: plans whose rows are the counterexamples.
@NullMarked
package io.datachat.apex.plan.proof;

import org.jspecify.annotations.NullMarked;
