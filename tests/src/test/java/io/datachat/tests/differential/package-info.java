/// Seeded random questions: the engine on every backend against the naive evaluator.
@NullMarked
package io.datachat.tests.differential;

import org.jspecify.annotations.NullMarked;
