package io.datachat.apex.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.datapoint.DataPoint.Metric.Format;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.render.Executable.Column;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what [JsonAnswer] and [ProblemJson] wrote, so that a command shows a server's answer like its own.
public final class AnswerReader {
    private static final JsonMapper JSON = JsonMapper.builder(new com.fasterxml.jackson.core.JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private AnswerReader() {}

    /// @param json an answer, or the result of a dry run, which has no rows
    /// @throws Rejection with [AnswerCode#NOT_AN_ANSWER] when the text is something else
    public static Answer read(byte[] json) {
        return understood(json, root -> {
            var columns = Stream.of(root.required("columns"))
                    .flatMap(JsonNode::valueStream)
                    .map(column -> new Column(
                            column.required("name").asText(),
                            type(column.required("type").asText()),
                            text(column, "unit"),
                            format(text(column, "format"))))
                    .toList();
            var rows = new ArrayList<List<@Nullable Object>>();
            for (var row : root.path("rows")) {
                var values = new ArrayList<@Nullable Object>(columns.size());
                for (var i = 0; i < columns.size(); i++)
                    values.add(value(row.required(i), columns.get(i).type()));
                rows.add(values);
            }
            return new Answer(
                    columns, rows, root.path("truncated").asBoolean(), ReceiptReader.read(root.required("receipt")));
        });
    }

    /// @param json a problem document (RFC 9457) of a server
    public static List<Problem> problems(byte[] json) {
        return understood(json, root -> {
            var errors = root.path("errors");
            var first = code(
                    root.required("code").asText(),
                    root.path("title").asText(),
                    root.path("status").asInt(500));
            return Stream.of(errors)
                    .flatMap(JsonNode::valueStream)
                    .map(error -> problem(error, first))
                    .toList();
        });
    }

    private static Problem problem(JsonNode error, ProblemCode first) {
        var id = error.required("code").asText();
        var place = error.path("place");
        return new Problem(
                id.equals(first.id()) ? first : code(id, first.title(), first.status()),
                error.required("detail").asText(),
                place.isObject()
                        ? Place.at(
                                place.required("source").asText(),
                                place.required("line").asInt(),
                                place.required("column").asInt())
                        : null,
                text(error, "hint"),
                error.path("choices").valueStream().map(JsonNode::asText).toList());
    }

    private static ProblemCode code(String id, String title, int status) {
        return new Remote(id, title, status);
    }

    /// A kind of problem as a server of perhaps another version told it.
    private record Remote(String id, String title, int status) implements ProblemCode {
        @Override
        public String help() {
            return "See docs/errors.md.";
        }
    }

    private interface Reading<T> {
        T from(JsonNode root);
    }

    private static <T> T understood(byte[] json, Reading<T> reading) {
        try {
            return reading.from(JSON.readTree(json));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException wrong) {
            throw new Rejection(Problem.of(
                    AnswerCode.NOT_AN_ANSWER, "the server's text is not an answer that this version understands"));
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static @Nullable Format format(@Nullable String word) {
        return word == null ? null : Format.valueOf(word.toUpperCase(Locale.ROOT));
    }

    static @Nullable String text(JsonNode node, String key) {
        var value = node.path(key);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    static @Nullable Object value(JsonNode node, DataType type) {
        if (node.isNull()) return null;
        return switch (type) {
            case DataType.Decimal _ -> new BigDecimal(node.asText());
            case DataType.Unknown _ -> node.asText();
            case DataType.Array(DataType element) -> {
                var values = new ArrayList<@Nullable Object>();
                for (var each : node) values.add(value(each, element));
                yield values;
            }
            case Simple simple ->
                switch (simple) {
                    case BOOLEAN -> node.asBoolean();
                    case INTEGER, BIGINT -> Long.valueOf(node.asText());
                    case DOUBLE -> Double.valueOf(node.asText());
                    case TEXT, JSON, UUID -> node.asText();
                    case DATE -> LocalDate.parse(node.asText());
                    case TIME -> LocalTime.parse(node.asText());
                    case TIMESTAMP -> local(node.asText());
                    case INSTANT -> instant(node.asText());
                    case BYTES -> java.util.Base64.getDecoder().decode(node.asText());
                };
        };
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static LocalDateTime local(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeException withOffset) {
            return OffsetDateTime.parse(text).toLocalDateTime();
        }
    }

    /// The inverse of [DataType#word()].
    static DataType type(String word) {
        if (word.endsWith("[]")) return new DataType.Array(type(word.substring(0, word.length() - 2)));
        if (word.startsWith("decimal(") && word.endsWith(")")) {
            var parts = word.substring(8, word.length() - 1).split(",", 2);
            return new DataType.Decimal(Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip()));
        }
        for (var simple : Simple.values())
            if (simple.name().toLowerCase(Locale.ROOT).equals(word)) return simple;
        return new DataType.Unknown(word);
    }
}
