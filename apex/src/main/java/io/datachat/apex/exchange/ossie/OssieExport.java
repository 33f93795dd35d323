package io.datachat.apex.exchange.ossie;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.exchange.ledger.Ledger;
import io.datachat.apex.problem.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A library as one Ossie document. Ossie knows tables, fields, foreign keys and metrics as SQL; what is more than that
/// stays here and is reported.
public final class OssieExport {
    private static final String VERSION = "0.2.0.dev0";

    private final Library library;
    private final Ledger ledger;

    private OssieExport(Library library, Ledger ledger) {
        this.library = library;
        this.ledger = ledger;
    }

    public static Map<String, Object> of(Library library, String name, Ledger ledger) {
        var export = new OssieExport(library, ledger);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("version", VERSION);
        model.put("name", name);
        model.put("datasets", export.datasets());
        model.put("relationships", export.relationships());
        model.put("metrics", export.metrics());
        export.rest();
        return model;
    }

    private Ledger.Line line(DataPoint point) {
        var place = library.definition(point.type(), point.id())
                .map(definition -> definition.place(""))
                .orElse(null);
        return ledger.open(
                place == null ? Place.at("datapoints", 1, 1) : place,
                point.type().word(),
                point.id());
    }

    private List<Object> datasets() {
        List<Object> datasets = new ArrayList<>();
        for (var entity : library.all(Entity.class)) {
            var line = line(entity);
            if (entity.valid() != null)
                line.roughly("that its rows hold from " + entity.valid().from() + " to "
                        + entity.valid().to() + " has no place there");
            if (entity.calendar() != null) line.roughly("that it is a calendar has no place there");
            Map<String, Object> dataset = new LinkedHashMap<>();
            dataset.put("name", entity.id());
            dataset.put("source", entity.source());
            dataset.put("primary_key", entity.primaryKey());
            dataset.put(
                    "unique_keys",
                    entity.unique().stream().map(DataPoint.Unique::columns).toList());
            describe(dataset, entity.common());
            List<Object> fields = new ArrayList<>();
            for (var dimension : entity.dimensions()) fields.add(field(entity, dimension));
            dataset.put("fields", fields);
            datasets.add(dataset);
        }
        return datasets;
    }

    private static Map<String, Object> field(Entity entity, DataPoint.EntityDimension dimension) {
        var expression = dimension.expression() == null ? dimension.name() : dimension.expression();
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("name", dimension.name());
        field.put("expression", expression(expression));
        if (expression.equals(entity.time())) field.put("dimension", Map.of("is_time", true));
        if (dimension.description() != null) field.put("description", dimension.description());
        if (!dimension.synonyms().isEmpty()) field.put("ai_context", Map.of("synonyms", dimension.synonyms()));
        return field;
    }

    private static void describe(Map<String, Object> into, DataPoint.Common common) {
        if (common.definition() != null) into.put("description", common.definition());
        if (!common.synonyms().isEmpty()) into.put("ai_context", Map.of("synonyms", common.synonyms()));
    }

    private static Map<String, Object> expression(String sql) {
        Map<String, Object> dialect = new LinkedHashMap<>();
        dialect.put("dialect", "ANSI_SQL");
        dialect.put("expression", sql);
        return Map.of("dialects", List.of(dialect));
    }

    private List<Object> relationships() {
        List<Object> relationships = new ArrayList<>();
        for (var entity : library.all(Entity.class))
            for (var relationship : entity.relationships()) {
                var many = relationship.cardinality() == DataPoint.Cardinality.ONE_TO_MANY;
                var target = library.find(Entity.class, relationship.to());
                var key = target.map(Entity::primaryKey).orElse(List.of());
                var stated = relationship.on();
                var own = stated.isEmpty()
                        ? key
                        : stated.stream().map(DataPoint.JoinColumns::column).toList();
                var other = stated.isEmpty()
                        ? key
                        : stated.stream().map(DataPoint.JoinColumns::target).toList();
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("name", entity.id() + "_" + relationship.role());
                one.put("from", many ? relationship.to() : entity.id());
                one.put("to", many ? entity.id() : relationship.to());
                one.put("from_columns", many ? other : own);
                one.put("to_columns", many ? own : other);
                relationships.add(one);
            }
        return relationships;
    }

    private List<Object> metrics() {
        List<Object> metrics = new ArrayList<>();
        var spelling = new MetricText(library);
        for (var metric : library.all(Metric.class)) {
            var line = line(metric);
            var sql = spelling.of(metric, line);
            if (sql.isEmpty()) continue;
            if (metric.fill() != null) line.roughly("its fill has no place there");
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", metric.id());
            one.put("expression", expression(sql.get()));
            describe(one, metric.common());
            metrics.add(one);
        }
        return metrics;
    }

    private void rest() {
        for (var point : library.all(DataPoint.class))
            switch (point) {
                case Entity _, Metric _ -> {}
                case DataPoint.Dimension _,
                        DataPoint.Concept _,
                        DataPoint.Query _,
                        DataPoint.Constraint _,
                        DataPoint.Process _,
                        DataPoint.Dashboard _,
                        DataPoint.Schema _,
                        DataPoint.Workspace _ ->
                    line(point).not("a " + point.type().word() + " has no place there");
            }
    }
}
