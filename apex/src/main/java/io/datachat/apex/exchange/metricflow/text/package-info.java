/// Reads what a MetricFlow project says, whichever of its spellings it uses, without yet asking what it means here.
@NullMarked
package io.datachat.apex.exchange.metricflow.text;

import org.jspecify.annotations.NullMarked;
