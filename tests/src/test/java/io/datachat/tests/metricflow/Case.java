package io.datachat.tests.metricflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datachat.apex.exchange.metricflow.text.Jinja.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One request with the rows it must give. See ../shared/data/README.md, section metricflow.
record Case(
        int number,
        String name,
        String model,
        List<String> metrics,
        List<Reference> groupBy,
        @Nullable String where,
        @Nullable List<String> period,
        List<String> order,
        @Nullable Integer limit,
        @Nullable String savedQuery,
        boolean extremes,
        boolean grouped,
        boolean ordered,
        String check,
        @Nullable List<String> columns,
        @Nullable List<List<@Nullable Object>> rows) {

    static List<Case> read(Path file) throws IOException {
        var mapper = new ObjectMapper();
        List<Case> cases = new ArrayList<>();
        for (var line : Files.readAllLines(file))
            if (!line.isBlank()) cases.add(of(cases.size(), mapper.readTree(line)));
        return cases;
    }

    private static Case of(int number, JsonNode json) {
        List<Reference> groupBy = new ArrayList<>();
        texts(json, "group_bys").forEach(name -> groupBy.add(Reference.named(name, null, null)));
        for (var each : json.path("group_by_objs"))
            groupBy.add(Reference.named(each.path("name").asText(), text(each, "grain"), text(each, "date_part")));
        var period = texts(json, "time_constraint");
        return new Case(
                number,
                json.path("name").asText(),
                json.path("model").asText(),
                texts(json, "metrics"),
                groupBy,
                text(json, "where_filter_rendered"),
                period.isEmpty() ? null : period,
                texts(json, "order_bys"),
                json.path("limit").isNumber()
                        ? Integer.valueOf(json.path("limit").asInt())
                        : null,
                text(json, "saved_query_name"),
                json.path("min_max_only").asBoolean(false),
                json.path("apply_group_by").asBoolean(true),
                json.path("check_order").asBoolean(false),
                json.path("check_sql_duckdb").asText(),
                json.has("expected_columns") ? texts(json, "expected_columns") : null,
                json.path("expected_rows").isArray() ? rows(json.path("expected_rows")) : null);
    }

    private static List<List<@Nullable Object>> rows(JsonNode json) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (var row : json) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (var cell : row) cells.add(cell(cell));
            rows.add(cells);
        }
        return rows;
    }

    private static @Nullable Object cell(JsonNode cell) {
        if (cell.isNull()) return null;
        if (cell.isBoolean()) return cell.booleanValue();
        return cell.isNumber() ? Objects.requireNonNull(cell.decimalValue()) : cell.asText();
    }

    private static @Nullable String text(JsonNode json, String key) {
        var value = json.path(key);
        return value.isTextual() && !value.asText().isBlank() ? value.asText() : null;
    }

    private static List<String> texts(JsonNode json, String key) {
        List<String> texts = new ArrayList<>();
        for (var item : json.path(key)) texts.add(item.asText());
        return texts;
    }
}
