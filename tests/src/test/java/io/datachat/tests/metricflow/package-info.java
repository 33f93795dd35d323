/// Queries that were written for MetricFlow, put to the product: imported by its own importer, asked of two databases,
/// compared with rows that an independent query gave.
@NullMarked
package io.datachat.tests.metricflow;

import org.jspecify.annotations.NullMarked;
