package io.datachat.apex.words;

import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.ProblemCode.Severity;
import io.datachat.apex.query.MetricQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A library, and questions about it asked on 13 November 2024 in Berlin.
record Scene(String yaml, Words words) {
    private static final ZonedDateTime AS_OF = ZonedDateTime.parse("2024-11-13T15:45:30+01:00[Europe/Berlin]");

    record Row(String question, String expected) {}

    static Scene load() {
        try {
            return of(resource("library.yaml"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static Scene of(String yaml) {
        var reading = LibraryReader.read(Map.of("user/library.yaml", yaml), LibraryReader.Reading.NOTHING);
        var errors = reading.library().problems().stream()
                .filter(problem -> problem.code().severity() == Severity.ERROR)
                .map(Problem::line)
                .toList();
        if (!errors.isEmpty()) throw new IllegalStateException(String.join("\n", errors));
        return new Scene(yaml, new Words(reading.library()));
    }

    static List<Row> questions() throws IOException {
        return resource("questions.txt")
                .lines()
                .filter(line -> line.contains(" => ") && !line.startsWith("#"))
                .map(line -> line.split(" => ", 2))
                .map(parts -> new Row(parts[0], parts[1]))
                .toList();
    }

    private static String resource(String name) throws IOException {
        try (var stream = Scene.class.getResourceAsStream("/words/" + name)) {
            if (stream == null) throw new IOException("no resource " + name);
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String read(String question) {
        return switch (words.read(question, AS_OF)) {
            case Reading.Understood(var query, var how) -> shown(query);
            case Reading.NotUnderstood(var problems) ->
                "! "
                        + problems.stream()
                                .map(problem -> problem.code().id() + " " + problem.message()
                                        + (problem.choices().isEmpty() ? "" : " " + problem.choices()))
                                .collect(Collectors.joining(" | "));
        };
    }

    List<String> how(String question) {
        return switch (words.read(question, AS_OF)) {
            case Reading.Understood(var query, var how) ->
                how.stream().map(part -> part.words() + " = " + part.meaning()).toList();
            case Reading.NotUnderstood(var problems) ->
                problems.stream().map(Problem::line).toList();
        };
    }

    private static String shown(MetricQuery query) {
        var parts = new ArrayList<String>();
        parts.add(String.join(", ", query.metrics()));
        if (query.grain() != null) parts.add("each " + query.grain().word());
        if (!query.dimensions().isEmpty())
            parts.add("by "
                    + query.dimensions().stream()
                            .map(dimension -> dimension.name()
                                    + (dimension.grain() == null
                                            ? ""
                                            : ":" + dimension.grain().word()))
                            .collect(Collectors.joining(", ")));
        if (query.period() instanceof MetricQuery.Span.Words(var text)) parts.add("period " + text);
        if (!query.filters().isEmpty())
            parts.add("where "
                    + query.filters().stream()
                            .map(filter -> filter.field() + " " + filter.op() + " " + filter.values())
                            .collect(Collectors.joining(", ")));
        for (var order : query.order()) parts.add("order " + order.field() + (order.descending() ? " desc" : " asc"));
        if (query.limit() != null) parts.add("limit " + query.limit());
        if (query.compare() != MetricQuery.Compare.NONE) parts.add("versus " + query.compare());
        return String.join("; ", parts);
    }
}
