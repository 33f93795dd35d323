package io.datachat.tests.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A query that is known to be right.
///
/// @param suite    whose it is
/// @param database the database it is about
record Gold(String suite, String database, String sql) {
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)\\}");
    private static final Pattern VIEW =
            Pattern.compile("CREATE VIEW (\\w+) AS\\s+(SELECT.*?);", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    /// Every alternative counts, and of columns in braces the whole set and each alone.
    static List<Gold> defog(Path cases) {
        List<Gold> all = new ArrayList<>();
        for (var line : lines(cases.resolve("sql/defog/questions.jsonl"))) {
            if (line.path("set").asText().equals("idk")) continue;
            for (var alternative : line.path("query").asText().split(";", -1))
                for (var sql : unbraced(alternative.strip()))
                    if (!sql.isBlank())
                        all.add(new Gold("defog", line.path("db_name").asText(), sql));
        }
        return all;
    }

    static List<Gold> bird(Path cases) {
        return lines(cases.resolve("sql/bird/gold.jsonl")).stream()
                .map(line -> new Gold(
                        "bird", line.path("db").asText(), line.path("gold").asText()))
                .toList();
    }

    /// Gold is in SQLite's dialect; each once.
    static List<Gold> spider(Path cases) {
        return lines(cases.resolve("sql/spider/recorded.jsonl")).stream()
                .map(line -> new Gold(
                        "spider", line.path("db").asText(), line.path("gold").asText()))
                .distinct()
                .toList();
    }

    /// The queries behind the views of the schema.
    static List<Gold> sakila(Path cases) {
        var schema = text(cases.resolve("sakila/postgres-sakila-schema.sql"));
        return VIEW.matcher(schema)
                .results()
                .map(view -> new Gold("sakila", "sakila", view.group(2)))
                .toList();
    }

    private static Set<String> unbraced(String sql) {
        var groups = BRACES.matcher(sql)
                .results()
                .map(match -> match.group(1))
                .filter(group -> !group.isBlank())
                .toList();
        Set<String> texts = new LinkedHashSet<>();
        if (groups.isEmpty()) return Set.of(sql);
        var columns = List.of(groups.getFirst().split(",", -1));
        List<String> choices = new ArrayList<>(List.of(String.join(", ", columns)));
        choices.addAll(columns);
        for (var choice : choices) texts.add(BRACES.matcher(sql).replaceAll(_ -> Matcher.quoteReplacement(choice)));
        return texts;
    }

    static List<JsonNode> lines(Path file) {
        var json = new ObjectMapper();
        List<JsonNode> all = new ArrayList<>();
        try (var lines = Files.lines(file)) {
            for (var line : (Iterable<String>) lines::iterator) all.add(json.readTree(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
