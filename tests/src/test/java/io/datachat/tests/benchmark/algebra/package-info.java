/// Benchmarks of the metric algebra: many facts in one question, large models.
@NullMarked
package io.datachat.tests.benchmark.algebra;

import org.jspecify.annotations.NullMarked;
