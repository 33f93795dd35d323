package io.datachat.apex.answer.request;

import com.fasterxml.jackson.core.JsonToken;
import io.datachat.apex.answer.request.MetricRequest.Format;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.SqlQuery.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A query in SQL over HTTP: `{"sql": "SELECT … WHERE day >= :from", "parameters": {"from": {"type": "date", "value":
/// "2025-01-01"}}}`.
///
/// A bare value is bound as what it is in JSON: a text, a whole number, a decimal or a boolean.
///
/// @param format null leaves it to the Accept header
/// @param asOf   the clock of the question; null means now
public record SqlRequest(
        SqlQuery query, @Nullable Format format, @Nullable Instant asOf) {
    private static final List<String> KEYS =
            List.of("sql", "parameters", "database", "workspace", "limit", "format", "as_of");

    /// @param json UTF-8
    /// @throws io.datachat.apex.problem.Rejection with every problem of the text
    public static SqlRequest read(byte[] json) {
        return JsonCursor.read(json, SqlRequest::request);
    }

    private static SqlRequest request(JsonCursor json) {
        var start = json.place();
        Map<String, Value> parameters = new LinkedHashMap<>();
        var read = new Object() {
            String sql = "";

            @Nullable
            String database;

            @Nullable
            String workspace;

            @Nullable
            Integer limit;

            @Nullable
            Format format;

            @Nullable
            Instant asOf;
        };
        json.object(KEYS, key -> {
            switch (key) {
                case "sql" -> {
                    var text = json.string("sql");
                    if (text != null) read.sql = text;
                }
                case "parameters" -> parameters(json, parameters);
                case "database" -> read.database = json.string("database");
                case "workspace" -> read.workspace = json.string("workspace");
                case "limit" -> read.limit = PartReader.limit(json);
                case "format" -> read.format = json.word("format", Format.class);
                case "as_of" -> read.asOf = json.instant("as_of");
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (read.sql.isBlank())
            json.note(Problem.of(RequestCode.MISSING, "there is no sql").hint("add \"sql\": \"SELECT …\""), start);
        return new SqlRequest(
                new SqlQuery(read.sql, parameters, read.database, read.workspace, read.limit), read.format, read.asOf);
    }

    private static void parameters(JsonCursor json, Map<String, Value> parameters) {
        if (json.token() != JsonToken.START_OBJECT) {
            json.mismatch("parameters", "an object of names and values");
            return;
        }
        json.object(List.of(), name -> {
            var value = json.token() == JsonToken.START_OBJECT ? typed(json, name) : bare(json, name);
            if (value != null) parameters.put(name, value);
            return true;
        });
    }

    private static @Nullable Value typed(JsonCursor json, String name) {
        var start = json.place();
        var read = new Object() {
            SqlQuery.@Nullable Type type;

            @Nullable
            Object raw;
        };
        json.object(List.of("type", "value"), key -> {
            switch (key) {
                case "type" -> read.type = json.word("type", SqlQuery.Type.class);
                case "value" -> read.raw = raw(json, name);
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (read.type != null && read.raw != null) return new Value(read.raw, read.type);
        json.note(
                Problem.of(RequestCode.MISSING, "parameter '" + name + "' needs a type and a value")
                        .hint("write {\"type\": \"date\", \"value\": \"2025-01-31\"}"),
                start);
        return null;
    }

    private static @Nullable Value bare(JsonCursor json, String name) {
        var raw = raw(json, name);
        if (raw == null) return null;
        var first = raw instanceof List<?> list && !list.isEmpty() ? list.getFirst() : raw;
        return new Value(
                raw,
                switch (first) {
                    case Boolean _ -> SqlQuery.Type.BOOLEAN;
                    case Long _ -> SqlQuery.Type.INT;
                    case BigDecimal _ -> SqlQuery.Type.DECIMAL;
                    default -> SqlQuery.Type.STRING;
                });
    }

    private static @Nullable Object raw(JsonCursor json, String name) {
        var what = "parameter '" + name + "'";
        if (json.token() != JsonToken.START_ARRAY) return json.scalar(what);
        List<Object> list = new ArrayList<>();
        json.elements(what, () -> {
            var each = json.scalar(what);
            if (each != null) list.add(each);
        });
        return list;
    }
}
