/// Measurements as programs, started by `tests/benchmark`; no test runs them.
@NullMarked
package io.datachat.tests.benchmark;

import org.jspecify.annotations.NullMarked;
