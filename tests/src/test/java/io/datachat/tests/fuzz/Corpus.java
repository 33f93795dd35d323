package io.datachat.tests.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.datachat.tests.lift.Sheets;
import io.datachat.tests.lift.Writing;
import io.datachat.tests.world.Dice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Texts to begin with: what is right, what is hostile.
///
/// @param answerable those that the engine's own tables can answer
record Corpus(List<String> texts, List<String> answerable) {
    Corpus {
        texts = List.copyOf(texts);
        answerable = List.copyOf(answerable);
    }

    private static final Path CASES = Path.of(System.getProperty("datachat.cases", "../../shared/data"));

    static Corpus sql() {
        List<String> all = new ArrayList<>();
        for (var line : lines(Path.of("../apex/src/test/resources/read/corpus.txt"))) {
            var bar = line.indexOf(" | ");
            if (bar > 0 && !line.startsWith("#")) all.add(line.substring(bar + 3));
        }
        for (var file : files(Path.of("golden"), ".sql")) all.add(text(file));
        for (var file : List.of("sql/defog/questions.jsonl", "sql/bird/gold.jsonl")) {
            for (var line : lines(CASES.resolve(file))) {
                for (var key : List.of("query", "sql", "SQL")) {
                    var found = json(line, key);
                    if (!found.isEmpty()) all.add(found);
                }
            }
        }
        all.addAll(lines(CASES.resolve("sql/injection/payloads.txt")));
        List<String> answerable = new ArrayList<>();
        var dice = new Dice(1);
        var sheets = new Sheets(Entry.WORLD, dice);
        while (answerable.size() < all.size())
            sheets.next()
                    .flatMap(sheet -> Writing.of(sheet, dice, dice.chance(0.3)))
                    .ifPresent(answerable::add);
        all.addAll(answerable);
        return new Corpus(all, answerable);
    }

    static Corpus yaml() {
        List<String> all = new ArrayList<>();
        for (var folder : List.of("../datapoints", "golden"))
            for (var file : files(Path.of(folder), ".yaml")) all.add(text(file));
        return new Corpus(all, List.of());
    }

    static Corpus projects() {
        return new Corpus(
                List.of(
                        "name: shop\n"
                                + "time: {zone: UTC, week_starts: monday}\n"
                                + "databases:\n"
                                + "  main: {type: duckdb, path: a.duckdb}\n",
                        "name: shop\n"
                                + "limits: {rows: 100, timeout: 30s}\n"
                                + "databases:\n"
                                + "  main: {type: postgresql, url: \"jdbc:postgresql://localhost/x\", schemas: [a, b],"
                                + " default_schema: a}\n"
                                + "  other: {path: b.duckdb}\n"
                                + "default_database: main\n",
                        "name: shop\n"
                                + "databases: {main: {path: shop.duckdb}}\n"
                                + "access:\n"
                                + "  salt: \"abcdefghijklmnopqrstuvwxyz\"\n"
                                + "  roles:\n"
                                + "    europe: {tables: [{table: people, rows: \"region = 'EU'\", masks: {mail:"
                                + " \"'***'\"}}]}\n"),
                List.of());
    }

    private static String json(String line, String key) {
        try {
            return new ObjectMapper().readTree(line).path(key).asText();
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) return List.of();
        try (var walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        return Files.isRegularFile(file) ? text(file).lines().toList() : List.of();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
