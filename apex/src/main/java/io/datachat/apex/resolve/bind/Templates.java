package io.datachat.apex.resolve.bind;

import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Execution;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Opens the templates of metrics: one that is an aggregate over joins becomes a measure, any other runs as its own block.
final class Templates {
    private final Databases databases;
    private final Map<String, String> said = new HashMap<>();

    Templates(Databases databases) {
        this.databases = databases;
    }

    @Nullable Formula bind(DataPoint.Metric metric, Execution.Template template) {
        var database = template.database() == null ? databases.defaultName() : template.database();
        return new Formula.Block(metric.id(), database, template, "a template that is not opened");
    }

    String said(String metric) {
        return said.getOrDefault(metric, "");
    }
}
