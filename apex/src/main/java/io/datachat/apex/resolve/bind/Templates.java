package io.datachat.apex.resolve.bind;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.open.Opened;
import io.datachat.apex.read.open.TemplateOpener;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.resolve.bind.entity.Databases;
import io.datachat.apex.resolve.bind.entity.Findings;
import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.resolve.model.Placeholders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Opens the templates of metrics: one that is an aggregate over joins becomes a measure, any other runs as its own
/// block.
final class Templates {
    private final Databases databases;
    private final MeasureBinding measures;
    private final Findings findings;
    private final Map<String, String> said = new HashMap<>();

    Templates(Databases databases, MeasureBinding measures, Findings findings) {
        this.databases = databases;
        this.measures = measures;
        this.findings = findings;
    }

    @Nullable
    Formula bind(DataPoint.Metric metric, Execution.Template template) {
        var database = template.database() == null ? databases.defaultName() : template.database();
        var relations = databases.readable().get(database);
        if (relations == null) {
            findings.unknownDatabase(metric, "execution.database", database, databases);
            return null;
        }
        var backend = relations.catalog().backend();
        var written = template.in(backend.word());
        try {
            var asWritten =
                    TemplateOpener.open(text(metric, written), template.parameters(), relations, entities(database));
            return switch (asWritten) {
                case Opened.Closed(String reason) -> byDefaults(metric, database, template, reason);
                case Opened.Measure(Execution.Measure measure) -> opened(metric, measure, "");
            };
        } catch (Rejection rejection) {
            if (!template.result().isEmpty())
                return new Formula.Block(
                        metric.id(), database, template, "it is written in " + backend.word() + "'s own SQL");
            rejection.problems().forEach(problem -> findings.add(metric, "execution.sql_template", problem));
            return null;
        }
    }

    /// A parameter with a default may be left out, and then the template says the same with the default in its
    /// place.
    private @Nullable Formula byDefaults(
            DataPoint.Metric metric, String database, Execution.Template template, String reason) {
        var relations = databases.readable().get(database);
        if (relations == null) return new Formula.Block(metric.id(), database, template, reason);
        var backend = relations.catalog().backend().word();
        for (var fixed : List.of(Defaults.times(template, backend), Defaults.in(template, backend))) {
            if (fixed.values().isEmpty()) continue;
            var opened = TemplateOpener.open(text(metric, fixed.sql()), fixed.open(), relations, entities(database));
            if (opened instanceof Opened.Measure(Execution.Measure measure))
                return opened(metric, measure, ", with " + String.join(", ", fixed.values()));
        }
        return new Formula.Block(metric.id(), database, template, reason);
    }

    private @Nullable Formula opened(DataPoint.Metric metric, Execution.Measure measure, String defaults) {
        var bound = measures.bind(metric, measure);
        if (bound == null) return null;
        var formula = new Formula.Measured(bound);
        var asked = Placeholders.in(formula).stream()
                .map(placeholder -> placeholder.parameter().name())
                .toList();
        said.put(
                metric.id(),
                "the template of " + metric.id() + " was opened as a measure of " + measure.entity()
                        + (asked.isEmpty() ? "" : " that asks for " + String.join(", ", asked)) + defaults);
        return formula;
    }

    private List<DataPoint.Entity> entities(String database) {
        return measures.entities().values().stream()
                .filter(entity -> entity.database().equals(database))
                .map(entity -> entity.definition())
                .toList();
    }

    private SqlText text(DataPoint.Metric metric, String sql) {
        var place = findings.place(metric, "execution.sql_template");
        return place == null
                ? SqlText.of("metric " + metric.id(), sql)
                : new SqlText(place.source(), sql, place.line(), place.column());
    }

    /// What the receipt says of a template that was opened; empty for any other metric.
    String said(String metric) {
        return Objects.requireNonNullElse(said.get(metric), "");
    }
}
