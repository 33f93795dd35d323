package io.datachat.tests.metricflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.tests.benchmark.Figures;
import io.datachat.tests.differential.Cells;
import io.datachat.tests.differential.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricFlowCasesTest {
    private static final double SHARE = 0.95;
    private static final Path CASES =
            Path.of(System.getProperty("datachat.cases", "../../shared/data")).resolve("metricflow");

    /// What became of a case on one database.
    private record Verdict(Case asked, Backend backend, String word, String why, String sql) {}

    @Test
    void the_cases_of_metricflow_give_their_rows_or_are_refused_with_a_reason(@TempDir Path folder)
            throws IOException, SQLException {
        assumeTrue(Files.isDirectory(CASES), "skipped: no cases at " + CASES + "; set -Ddatachat.cases");
        var cases = Case.read(CASES.resolve("cases.jsonl"));
        var seeds = World.seeded(CASES, folder);
        List<Verdict> verdicts = new ArrayList<>();
        for (var backend : Backend.values()) {
            Map<String, World> worlds = new LinkedHashMap<>();
            for (var each : cases) {
                var world = worlds.get(each.model());
                if (world == null) {
                    world = World.of(
                            CASES.resolve("models").resolve(each.model()),
                            backend,
                            seeds,
                            folder.resolve(backend + each.model()));
                    worlds.put(each.model(), world);
                }
                verdicts.add(judge(each, backend, world, seeds));
            }
            worlds.values().forEach(World::close);
        }
        print(verdicts);
        var wrong = verdicts.stream()
                .filter(verdict -> verdict.word.equals("WRONG") || verdict.word.equals("BROKE"))
                .toList();
        assertEquals(List.of(), wrong.stream().map(MetricFlowCasesTest::line).toList());
        for (var backend : Backend.values()) {
            var equal = verdicts.stream()
                    .filter(verdict -> verdict.backend == backend && verdict.word.equals("equal"))
                    .count();
            assertTrue(equal >= SHARE * cases.size(), backend + ": only " + equal + " of " + cases.size());
        }
    }

    private static Verdict judge(Case asked, Backend backend, World world, Path seeds) throws SQLException {
        var translated = world.translation().translate(asked);
        if (translated.query() == null) return new Verdict(asked, backend, "refused", translated.why(), "");
        return switch (world.engine().ask(translated.query())) {
            case Engine.Outcome.Refused refused ->
                new Verdict(asked, backend, "refused", refused.text(), String.valueOf(translated.query()));
            case Engine.Outcome.Broke(String sql, String why) ->
                new Verdict(asked, backend, "BROKE", why, sql + "\n" + translated.query());
            case Engine.Outcome.Answered(String sql, List<List<@Nullable Object>> rows) -> {
                var difference = difference(asked, translated.columns(), rows, seeds);
                yield new Verdict(
                        asked,
                        backend,
                        difference == null ? "equal" : "WRONG",
                        difference == null ? "" : difference,
                        sql + "\n" + translated.query());
            }
        };
    }

    /// Cases with many rows leave them out; their check query gives them.
    private static @Nullable String difference(
            Case asked, Map<String, Integer> columns, List<List<@Nullable Object>> rows, Path seeds)
            throws SQLException {
        var wantedColumns = asked.columns();
        var wanted = asked.rows();
        if (wantedColumns == null) return "no expected columns";
        if (wanted == null) {
            try (var connection = DriverManager.getConnection("jdbc:duckdb:" + seeds)) {
                wanted = Cells.rows(connection, asked.check());
            }
        }
        return Comparison.difference(wantedColumns, wanted, columns, rows, asked.ordered());
    }

    private static void print(List<Verdict> verdicts) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        var text = new StringBuilder();
        for (var verdict : verdicts) {
            counts.merge(verdict.backend + " " + verdict.word, 1, Integer::sum);
            if (!verdict.word.equals("equal")) text.append(line(verdict)).append('\n');
        }
        Figures.tell(text + counts.toString());
        var detail = System.getProperty("datachat.cases.detail");
        if (detail == null) return;
        for (var verdict : verdicts)
            if (!verdict.word.equals("equal"))
                text.append("\n## ")
                        .append(line(verdict))
                        .append("\n```sql\n")
                        .append(verdict.sql)
                        .append("\n-- right:\n")
                        .append(verdict.asked.check())
                        .append("\n```\n");
        Files.writeString(Path.of(detail), "# Cases\n" + counts + "\n\n" + text);
    }

    private static String line(Verdict verdict) {
        var asked = verdict.asked;
        return asked.number() + " " + verdict.backend.name().toLowerCase(java.util.Locale.ROOT) + " " + verdict.word
                + " " + asked.model() + " " + asked.name() + " " + asked.metrics() + ": " + verdict.why;
    }
}
