package io.datachat.apex.resolve.bind;

import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Execution;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Opens the templates of metrics: one that is an aggregate over joins becomes a measure, any other runs as its own block.
final class Templates {
    private final Map<String, Relations> databases;
    private final String defaultDatabase;
    private final Findings findings;
    private final Map<String, String> said = new HashMap<>();

    Templates(Map<String, Relations> databases, String defaultDatabase, Findings findings) {
        this.databases = databases;
        this.defaultDatabase = defaultDatabase;
        this.findings = findings;
    }

    @Nullable Formula bind(DataPoint.Metric metric, Execution.Template template, MeasureBinding measures) {
        var database = template.database() == null ? defaultDatabase : template.database();
        return new Formula.Block(metric.id(), database, template, "templates are not opened yet");
    }

    String said(String metric) {
        return said.getOrDefault(metric, "");
    }
}
