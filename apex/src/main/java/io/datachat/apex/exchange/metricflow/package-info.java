/// dbt's semantic layer (MetricFlow), in all of its spellings, as DataPoints; and what its names are called here.
@NullMarked
package io.datachat.apex.exchange.metricflow;

import org.jspecify.annotations.NullMarked;
