package io.datachat.apex.exchange.ossie;

import io.datachat.apex.datapoint.Arithmetic;
import io.datachat.apex.exchange.ledger.Given;
import io.datachat.apex.exchange.ledger.Ledger;
import io.datachat.apex.exchange.ledger.Slug;
import io.datachat.apex.exchange.ossie.AggregateText.Call;
import io.datachat.apex.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Imports Ossie documents: datasets as entities, fields as dimensions, metrics as far as they are aggregates and
/// arithmetic over them.
public final class OssieImport {
    private static final List<String> DIALECTS = List.of("ANSI_SQL", "OSSIE_SQL_2026");

    private final Ledger ledger;
    private final @Nullable String database;
    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private final List<Map<String, Object>> metrics = new ArrayList<>();
    private final Slug ids = new Slug();
    private final Slug metricIds = new Slug();

    /// @param roles the role that leads to a dataset; empty when several do
    private record Dataset(Map<String, Object> entity, List<Object> relationships, Map<String, String> roles) {}

    private OssieImport(Ledger ledger, @Nullable String database) {
        this.ledger = ledger;
        this.database = database;
    }

    /// Whether a document is one of Ossie.
    public static boolean speaks(Given tree) {
        return tree.has("datasets")
                || tree.value("semantic_model")
                        .filter(YamlNode.Sequence.class::isInstance)
                        .isPresent();
    }

    /// @return documents per kind of DataPoint: `entities`, `metrics`
    public static Map<String, List<Map<String, Object>>> of(
            List<Given> trees, @Nullable String database, Ledger ledger) {
        var made = new OssieImport(ledger, database);
        List<Given> models = new ArrayList<>();
        for (var tree : trees) {
            tree.pass("version", "dialects", "vendors");
            if (tree.has("datasets")) models.add(tree);
            else models.addAll(tree.mappings("semantic_model"));
        }
        for (var model : models) for (var dataset : model.mappings("datasets")) made.dataset(dataset);
        for (var model : models) for (var relation : model.mappings("relationships")) made.relationship(relation);
        for (var model : models) {
            for (var metric : model.mappings("metrics")) made.metric(metric);
            var name = model.text("name").orElse("");
            model.pass("description");
            model.account(ledger, "semantic model " + name);
        }
        Map<String, List<Map<String, Object>>> documents = new LinkedHashMap<>();
        documents.put(
                "entities", made.datasets.values().stream().map(Dataset::entity).toList());
        documents.put("metrics", made.metrics);
        return documents;
    }

    private static Map<String, Object> common(String id, String type, Given given) {
        Map<String, Object> common = new LinkedHashMap<>();
        common.put("id", id);
        common.put("type", type);
        common.put("name", given.text("name").orElse(id));
        given.text("description").ifPresent(text -> common.put("definition", text.strip()));
        common.put("synonyms", synonyms(given));
        return common;
    }

    private static List<String> synonyms(Given given) {
        return given.mapping("ai_context")
                .map(context -> context.texts("synonyms"))
                .orElse(List.of());
    }

    private void dataset(Given given) {
        var name = given.text("name").orElse("");
        var line = ledger.open(given.place(), "dataset", name);
        var source = given.text("source").orElse("").replace("\"", "").strip();
        if (!source.matches("[A-Za-z_][A-Za-z0-9_$]*(\\.[A-Za-z_][A-Za-z0-9_$]*){0,2}")) {
            line.not("its source is no table: '" + source + "'");
            return;
        }
        var parts = Arrays.asList(source.split("\\.", -1));
        if (parts.size() == 3) line.roughly("its database " + parts.getFirst() + " is a matter of datachat.yaml");
        var entity = common(ids.of(name), "entity", given);
        if (database != null) entity.put("database", database);
        entity.put("source", String.join(".", parts.subList(Math.max(0, parts.size() - 2), parts.size())));
        entity.put("primary_key", given.texts("primary_key"));
        List<Object> unique = new ArrayList<>();
        for (var key : given.items("unique_keys"))
            if (key instanceof YamlNode.Sequence sequence)
                unique.add(Map.of(
                        "columns",
                        sequence.items().stream()
                                .filter(YamlNode.Scalar.class::isInstance)
                                .map(item -> ((YamlNode.Scalar) item).text())
                                .toList()));
        entity.put("unique", unique);
        List<String> times = new ArrayList<>();
        entity.put("dimensions", fields(given, name, times));
        if (times.size() == 1) {
            entity.put("time", times.getFirst());
            line.remark("its time is " + times.getFirst() + ", its only field of time");
        } else if (times.size() > 1)
            line.roughly("it has several fields of time (" + String.join(", ", times)
                    + "); add `time:` to say which is that of its metrics");
        List<Object> relationships = new ArrayList<>();
        entity.put("relationships", relationships);
        datasets.put(name, new Dataset(entity, relationships, new LinkedHashMap<>()));
    }

    private List<Object> fields(Given dataset, String name, List<String> times) {
        List<Object> dimensions = new ArrayList<>();
        for (var field : dataset.mappings("fields")) {
            var called = field.text("name").orElse("");
            var line = ledger.open(field.place(), "field", name + "." + called);
            var expression = expression(field);
            if (expression.isEmpty()) {
                line.not("it has no expression in " + String.join(" or ", DIALECTS));
                continue;
            }
            var type = field.text("datatype").orElse("");
            var time = field.mapping("dimension")
                    .flatMap(stated -> stated.text("is_time"))
                    .map(text -> text.equalsIgnoreCase("true"))
                    .orElse(type.startsWith("Date"));
            if (time && expression.get().matches("[A-Za-z_][A-Za-z0-9_]*")) times.add(expression.get());
            if (field.has("label")) line.roughly("its label has no place here");
            Map<String, Object> dimension = new LinkedHashMap<>();
            dimension.put("name", Slug.snake(called));
            if (!expression.get().equals(Slug.snake(called))) dimension.put("expression", expression.get());
            field.text("description").ifPresent(text -> dimension.put("description", text.strip()));
            dimension.put("synonyms", synonyms(field));
            dimensions.add(dimension);
        }
        return dimensions;
    }

    private static Optional<String> expression(Given given) {
        var dialects = given.mapping("expression")
                .map(stated -> stated.mappings("dialects"))
                .orElse(List.of());
        for (var wanted : DIALECTS)
            for (var dialect : dialects)
                if (dialect.text("dialect").orElse("ANSI_SQL").equals(wanted)) {
                    dialects.forEach(other -> other.pass("dialect", "expression"));
                    return dialect.text("expression");
                }
        return Optional.empty();
    }

    private void relationship(Given given) {
        var name = given.text("name").orElse("");
        var from = given.text("from").orElse("");
        var to = given.text("to").orElse("");
        var line = ledger.open(given.place(), "relationship", name);
        var own = given.texts("from_columns");
        var other = given.texts("to_columns");
        var many = datasets.get(from);
        if (many == null || !datasets.containsKey(to)) line.not("one of its datasets did not come over");
        else if (own.isEmpty() || own.size() != other.size()) line.not("its columns are not pairs");
        if (!line.came() || many == null) return;
        var role = Slug.snake(name);
        Map<String, Object> on = new LinkedHashMap<>();
        for (int i = 0; i < own.size(); i++) on.put(own.get(i), other.get(i));
        Map<String, Object> relationship = new LinkedHashMap<>();
        relationship.put("name", role);
        relationship.put("to", ids.of(to));
        relationship.put("on", on);
        many.relationships.add(relationship);
        if (many.roles.putIfAbsent(to, role) != null) many.roles.put(to, "");
    }

    private void metric(Given given) {
        var name = given.text("name").orElse("");
        var line = ledger.open(given.place(), "metric", name);
        given.pass("datatype");
        var sql = expression(given);
        var read = sql.flatMap(AggregateText::read);
        if (sql.isEmpty()) line.not("it has no expression in " + String.join(" or ", DIALECTS));
        else if (read.isEmpty()) line.not("it is no aggregate: " + sql.get());
        if (!line.came() || read.isEmpty()) return;
        var document = common(metricIds.of(name), "metric", given);
        if (read.get().single()) {
            var execution = execution(read.get().calls().getFirst(), line);
            if (execution == null) return;
            document.put("execution", execution);
            metrics.add(document);
            return;
        }
        var reading = Arithmetic.read(read.get().around());
        if (reading.error() != null) {
            line.not("between its aggregates is more than arithmetic: " + reading.error());
            return;
        }
        Map<String, Object> inputs = new LinkedHashMap<>();
        List<Map<String, Object>> parts = new ArrayList<>();
        for (int i = 0; i < read.get().calls().size(); i++) {
            var execution = execution(read.get().calls().get(i), line);
            if (execution == null) return;
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("id", metricIds.fresh(name + "_" + AggregateText.name(i)));
            part.put("type", "metric");
            part.put("name", name + ": " + AggregateText.name(i));
            part.put("tags", List.of("imported_part"));
            part.put("execution", execution);
            parts.add(part);
            inputs.put(AggregateText.name(i), Map.of("metric", part.get("id")));
        }
        if (read.get().around().contains("/")) line.roughly("a division is of doubles here, NULL on a zero divisor");
        Map<String, Object> execution = new LinkedHashMap<>();
        execution.put("derived", read.get().around());
        execution.put("inputs", inputs);
        document.put("execution", execution);
        metrics.addAll(parts);
        metrics.add(document);
    }

    private @Nullable Map<String, Object> execution(Call call, Ledger.Line line) {
        var base = base(call);
        if (base.isEmpty()) {
            line.not("no one dataset has, or belongs to, all that it aggregates: " + call.argument());
            return null;
        }
        Map<String, Object> execution = new LinkedHashMap<>();
        execution.put("entity", ids.of(base.get()));
        execution.put("aggregation", call.aggregation());
        if (!call.argument().equals("*"))
            execution.put(
                    "expression",
                    AggregateText.rewrite(
                            call.argument(),
                            dataset -> dataset.equals(base.get()) ? "" : role(base.get(), dataset) + "."));
        return execution;
    }

    private String role(String from, String to) {
        var dataset = datasets.get(from);
        return dataset == null ? "" : dataset.roles.getOrDefault(to, "");
    }

    /// The dataset whose rows are aggregated: that from which one step leads to each of the others.
    private Optional<String> base(Call call) {
        var named = call.datasets();
        if (named.isEmpty())
            return datasets.size() == 1
                    ? Optional.of(datasets.keySet().iterator().next())
                    : Optional.empty();
        if (!datasets.keySet().containsAll(named)) return Optional.empty();
        return named.stream()
                .filter(base -> named.stream()
                        .allMatch(other ->
                                other.equals(base) || !role(base, other).isEmpty()))
                .findFirst();
    }
}
