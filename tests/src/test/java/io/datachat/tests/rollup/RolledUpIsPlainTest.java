package io.datachat.tests.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.answer.request.MetricRequestReader;
import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.tests.benchmark.Figures;
import io.datachat.tests.differential.Cells;
import io.datachat.tests.differential.Engine;
import io.datachat.tests.differential.Engine.Outcome;
import io.datachat.tests.world.Dice;
import io.datachat.tests.world.Worlds;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random metrics of random worlds are kept by random grains and dimensions; every question is asked before and after.
/// `-Ddatachat.rollup.questions=5000` asks more, `-Ddatachat.seed=17` begins elsewhere.
class RolledUpIsPlainTest {
    private static final int QUESTIONS = Integer.getInteger("datachat.rollup.questions", 240);
    private static final long SEED = Long.getLong("datachat.seed", 1);
    private static final int PER_WORLD = 30;

    private int asked;
    private int fromRollup;
    private int missed;
    private final List<String> wrong = new ArrayList<>();

    @Test
    void a_question_has_the_same_rows_from_a_rollup_as_from_the_source(@TempDir Path folder)
            throws IOException, SQLException {
        for (var seed = SEED; asked < QUESTIONS; seed++)
            for (var backend : List.of(Backend.DUCKDB, Backend.POSTGRESQL))
                world(seed, backend, Files.createDirectories(folder.resolve(seed + "-" + backend.word())));
        var report = "rolled up = plain: " + asked + " questions from seed " + SEED + ", " + fromRollup
                + " read a rollup, " + missed + " missed all, " + wrong.size() + " wrong";
        Figures.tell(report);
        assertEquals("", wrong.stream().limit(5).collect(Collectors.joining("\n\n")), report);
        assertTrue(fromRollup * 10 > asked, report);
        assertTrue(missed * 10 > asked, report);
    }

    private void world(long seed, Backend backend, Path folder) throws IOException, SQLException {
        var world = Worlds.of(seed);
        var dice = new Dice(seed + 77);
        try (var engine = Engine.over(world, backend, folder)) {
            Map<String, Kept> kept = new LinkedHashMap<>();
            for (var metric : world.metrics()) {
                var additive =
                        metric.execution().stream().anyMatch(line -> line.matches("aggregation: (sum|count|min|max)"));
                if (additive || dice.chance(0.1))
                    draw(engine, metric.id(), dice).ifPresent(each -> kept.put(metric.id(), each));
            }
            if (kept.isEmpty()) return;
            Map<MetricQuery, Outcome> plain = new LinkedHashMap<>();
            for (var count = 0; count < PER_WORLD; count++) {
                var query = question(engine, dice.pick(List.copyOf(kept.values())), dice);
                plain.put(query, engine.ask(query));
            }
            build(engine, folder, kept);
            plain.forEach((query, before) -> judge("seed " + seed + " " + backend.word(), engine, query, before));
        }
    }

    /// What is kept of a metric.
    /// @param grain empty for none
    private record Kept(String metric, String grain, List<String> dimensions, List<String> others) {
        String yaml() {
            return "  materialization: {strategy: manual, refresh_interval: 1h"
                    + (grain.isEmpty() ? "" : ", granularity: " + grain) + ", dimensions: ["
                    + String.join(", ", dimensions) + "]}\n";
        }
    }

    private static Optional<Kept> draw(Engine engine, String metric, Dice dice) {
        try {
            var reachable = engine.apex().dimensions(List.of(metric)).stream()
                    .filter(dimension -> !dimension.overlaps() || dice.chance(0.1))
                    .map(dimension -> dimension.path())
                    .toList();
            var dimensions = dice.some(reachable, dice.pick(0, 1, 2, 2, 3));
            var grain = dice.pick("", "hour", "day", "day", "day", "day", "week", "month", "quarter", "fiscal_quarter");
            return Optional.of(new Kept(metric, grain, dimensions, reachable));
        } catch (Rejection unreachable) {
            return Optional.empty();
        }
    }

    private static void build(Engine engine, Path folder, Map<String, Kept> kept) throws IOException {
        var file = folder.resolve("datapoints/user/world.yaml");
        var text = List.of(Files.readString(file).split("---\n")).stream()
                .map(document -> kept.values().stream()
                        .filter(each -> document.contains("\n  id: " + each.metric() + "\n  type: metric\n"))
                        .findFirst()
                        .map(each -> document.stripTrailing() + "\n" + each.yaml())
                        .orElse(document))
                .collect(Collectors.joining("---\n"));
        Files.writeString(file, text);
        engine.apex().reload();
        for (var metric : kept.keySet()) {
            try {
                engine.apex().materialize(metric, Asking.local(Engine.AS_OF));
            } catch (Rejection notKept) {
                assertTrue(
                        notKept.problems().stream()
                                .noneMatch(problem -> problem.code().status() >= 500),
                        notKept.toString());
            }
        }
    }

    private static MetricQuery question(Engine engine, Kept kept, Dice dice) {
        var parts = new ArrayList<String>();
        parts.add("\"metrics\": [\"" + kept.metric() + "\"]");
        var dimensions = dice.some(kept.dimensions(), dice.pick(0, 1, 1, 2, 3));
        if (dice.chance(0.2)) dimensions.addAll(dice.some(kept.others(), 1));
        parts.add("\"dimensions\": "
                + dimensions.stream().distinct().map(name -> '"' + name + '"').toList());
        if (dice.chance(0.5))
            parts.add("\"grain\": \"" + dice.pick("day", "week", "month", "month", "quarter", "year", "fiscal_year")
                    + '"');
        if (dice.chance(0.5)) {
            parts.add("\"period\": "
                    + dice.pick(
                            "{\"from\": \"2024-01-01\", \"to\": \"2025-01-01\"}",
                            "{\"from\": \"2024-02-01\", \"to\": \"2024-03-01\"}",
                            "{\"from\": \"2024-02-29\", \"to\": \"2024-03-11\"}",
                            "{\"from\": \"2024-01-15T06:30:00\", \"to\": \"2024-04-15T06:30:00\"}",
                            "{\"from\": \"2024-04-01\"}",
                            "{\"to\": \"2024-12-31T23:00:00\"}"));
            if (dice.chance(0.3)) parts.add("\"compare\": \"" + dice.pick("previous_period", "previous_year") + '"');
        }
        if (dice.chance(0.2)) parts.add("\"zone\": \"" + dice.pick("Asia/Kolkata", "America/New_York") + '"');
        if (dice.chance(0.5) && !kept.others().isEmpty())
            filter(engine, kept, dice).ifPresent(parts::add);
        return MetricRequestReader.read(("{" + String.join(", ", parts) + "}").getBytes(StandardCharsets.UTF_8))
                .query();
    }

    /// A condition on a value that is there, mostly of a dimension that is kept.
    private static Optional<String> filter(Engine engine, Kept kept, Dice dice) {
        var field = dice.pick(kept.dimensions().isEmpty() || dice.chance(0.2) ? kept.others() : kept.dimensions());
        var head = "\"filters\": [{\"field\": \"" + field + "\", \"op\": ";
        if (dice.chance(0.2)) return Optional.of(head + '"' + dice.pick("is_null", "not_null") + "\"}]");
        var text = "{\"metrics\": [\"" + kept.metric() + "\"], \"dimensions\": [\"" + field + "\"]}";
        var query =
                MetricRequestReader.read(text.getBytes(StandardCharsets.UTF_8)).query();
        if (!(engine.ask(query) instanceof Outcome.Answered(var _, var rows))) return Optional.empty();
        var values = rows.stream().map(List::getFirst).filter(Objects::nonNull).toList();
        if (values.isEmpty()) return Optional.empty();
        var value = dice.pick(values);
        var literal = value instanceof BigDecimal || value instanceof Boolean || value instanceof Double
                ? value.toString()
                : '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        return Optional.of(head + '"' + dice.pick("eq", "ne") + "\", \"values\": [" + literal + "]}]");
    }

    private void judge(String head, Engine engine, MetricQuery query, Outcome before) {
        asked++;
        var after = engine.ask(query);
        if (before instanceof Outcome.Refused) {
            if (!(after instanceof Outcome.Refused)) wrong.add(head + " answered after it was refused: " + query);
            return;
        }
        var route = engine.apex()
                .dryRun(query, Asking.local(Engine.AS_OF))
                .receipt()
                .route();
        if (route.rollup() == null) missed++;
        else fromRollup++;
        if (!same(before, after))
            wrong.add(head + " " + query + "\n  plain     " + before + "\n  rolled up " + after + "\n  " + route);
    }

    private static boolean same(Outcome before, Outcome after) {
        if (!(before instanceof Outcome.Answered(var _, var right))) return false;
        if (!(after instanceof Outcome.Answered(var _, var got)) || right.size() != got.size()) return false;
        for (var row = 0; row < right.size(); row++)
            for (var cell = 0; cell < right.get(row).size(); cell++)
                if (!Cells.same(
                        right.get(row).get(cell),
                        got.get(row).get(cell),
                        right.get(row).get(cell) instanceof BigDecimal)) return false;
        return true;
    }
}
