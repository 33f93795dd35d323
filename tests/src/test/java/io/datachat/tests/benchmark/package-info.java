/// Measurements, not tests: they run when asked for by name and print what docs/performance.md quotes.
@NullMarked
package io.datachat.tests.benchmark;

import org.jspecify.annotations.NullMarked;
