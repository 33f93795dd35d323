package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.Execution;
import java.util.List;

/// A measure with every filter that definitions above it add.
record Leaf(Execution.Measure measure, List<String> filters) {}
