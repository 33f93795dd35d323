package io.datachat.apex.monitor.advice;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.monitor.advice.QueryPlan.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what `EXPLAIN (FORMAT JSON)` gives: an object for each step, with the steps that feed it inside.
final class PlanReader {
    private static final JsonFactory JSON = new JsonFactory();
    private final List<Step> steps = new ArrayList<>();

    private PlanReader() {}

    static QueryPlan read(Backend backend, String text) {
        var reader = new PlanReader();
        var root = objects(parsed(text)).getFirst();
        switch (backend) {
            case POSTGRESQL -> reader.postgres(objects(root.get("Plan")).getFirst(), 0);
            case DUCKDB -> reader.duck(root, 0);
        }
        var steps = reader.steps;
        var last = steps.getFirst().cost();
        var cost = last != null ? last : steps.stream().mapToDouble(Step::rows).sum();
        return new QueryPlan(cost, steps);
    }

    private void postgres(Map<String, ?> node, int depth) {
        var relation = node.get("Relation Name");
        var schema = node.get("Schema");
        var table =
                relation == null ? null : new Table.Name(schema == null ? "" : schema.toString(), relation.toString());
        var operation = String.valueOf(node.get("Node Type"));
        steps.add(new Step(
                depth,
                operation,
                table,
                operation.equals("Seq Scan"),
                number(node.get("Plan Rows")),
                number(node.get("Total Cost")),
                first(node, "Filter", "Index Cond", "Hash Cond", "Join Filter", "Merge Cond")));
        for (var child : objects(node.get("Plans"))) postgres(child, depth + 1);
    }

    private void duck(Map<String, ?> node, int depth) {
        var given = node.get("extra_info");
        Map<?, ?> info = given instanceof Map<?, ?> map ? map : Map.of();
        var place = info.get("Table");
        steps.add(new Step(
                depth,
                String.valueOf(node.get("name")).strip(),
                place == null ? null : name(place.toString()),
                String.valueOf(info.get("Type")).equals("Sequential Scan"),
                number(info.get("Estimated Cardinality")),
                null,
                first(info, "Filters", "Expression", "Conditions")));
        for (var child : objects(node.get("children"))) duck(child, depth + 1);
    }

    /// `catalog.schema.table`
    private static Table.Name name(String place) {
        var parts = List.of(place.split("\\.", -1));
        var last = parts.size() - 1;
        return new Table.Name(last == 0 ? "" : parts.get(last - 1), parts.get(last));
    }

    private static @Nullable String first(Map<?, ?> node, String... keys) {
        for (var key : keys) {
            var found = node.get(key);
            if (found instanceof List<?> list)
                return list.stream().map(String::valueOf).collect(Collectors.joining(" AND "));
            if (found != null) return found.toString();
        }
        return null;
    }

    private static double number(@Nullable Object value) {
        return value == null ? 0 : Double.parseDouble(value.toString());
    }

    @SuppressWarnings("unchecked") // Keys of JSON objects are texts.
    private static List<Map<String, ?>> objects(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> one -> List.of((Map<String, ?>) one);
            case List<?> many ->
                many.stream()
                        .filter(Map.class::isInstance)
                        .<Map<String, ?>>map(each -> (Map<String, ?>) each)
                        .toList();
            case null, default -> List.of();
        };
    }

    private static Object parsed(String text) {
        try (var json = JSON.createParser(text)) {
            json.nextToken();
            return Objects.requireNonNull(value(json));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<@Nullable Object> list = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) list.add(value(json));
            return list;
        }
        if (json.currentToken() != JsonToken.START_OBJECT)
            return json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var key = json.currentName();
            json.nextToken();
            object.put(key, value(json));
        }
        return object;
    }
}
