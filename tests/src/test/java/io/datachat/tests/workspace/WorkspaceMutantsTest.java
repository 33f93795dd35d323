package io.datachat.tests.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.datapoint.Domain;
import io.datachat.apex.query.SqlQuery;
import io.datachat.tests.workspace.Seeded.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Right queries of a workspace made wrong in one place, and the right ones themselves. `-Ddatachat.mutants=2000` makes
/// more of them.
class WorkspaceMutantsTest {
    private static final long SEED = Long.getLong("datachat.seed", 20_261_122);
    private static final int MUTANTS = Integer.getInteger("datachat.mutants", 600);
    private static final int RIGHT = 300;
    /// What an engine answers without other settings.
    private static final int MOST_ROWS = 100_000;

    private static final double LEAST = 0.95;
    private static final int FIRST = 5;
    private static final List<Kind> KINDS = List.of(Kind.values());

    @TempDir
    static Path folder;

    private static Campaigns campaigns;

    @BeforeAll
    static void open() {
        campaigns = Campaigns.open(folder);
    }

    @AfterAll
    static void close() {
        campaigns.close();
    }

    @Test
    void what_is_right_runs_and_gives_the_rows_of_plain_sql() throws SQLException {
        var random = new Random(SEED);
        var generated = Stream.generate(() -> Joined.random(random).sql()).limit(RIGHT);
        var exemplars = campaigns.apex().library().domains().getFirst().domain().exemplars().stream()
                .map(Domain.Exemplar::sql)
                .filter(sql -> !sql.contains("price_now"));
        List<String> refused = new ArrayList<>();
        for (var sql : Stream.concat(exemplars, generated).toList()) {
            var refusal = campaigns.refusal(sql);
            if (!refusal.isEmpty()) {
                refused.add(sql + ": " + refusal);
                continue;
            }
            var wanted = campaigns.plain(sql);
            var got = campaigns.rows(new SqlQuery(sql, Map.of(), null, "campaigns", MOST_ROWS));
            if (wanted.size() <= MOST_ROWS) assertEquals(wanted, got, sql);
            else assertEquals(MOST_ROWS, got.size(), sql);
        }
        assertEquals(List.of(), refused);
    }

    @Test
    void what_is_wrong_is_refused_and_the_right_edge_is_near() {
        var random = new Random(SEED);
        Map<Kind, int[]> figures = new TreeMap<>();
        List<String> passed = new ArrayList<>();
        List<String> unhelpful = new ArrayList<>();
        for (var made = 0; made < MUTANTS; ) {
            var kind = KINDS.get(made % KINDS.size());
            var mutant = Seeded.of(kind, Joined.random(random), random);
            if (mutant == null) continue;
            made++;
            var figure = figures.computeIfAbsent(kind, _ -> new int[4]);
            figure[0]++;
            var refusal = campaigns.refusal(mutant.sql());
            if (refusal.isEmpty()) {
                passed.add(kind + ": " + mutant.sql());
                continue;
            }
            figure[1]++;
            if (mutant.right().isEmpty()) continue;
            figure[2]++;
            var choices = refusal.getFirst().choices();
            if (choices.stream().limit(FIRST).anyMatch(mutant.right()::contains)) figure[3]++;
            else
                unhelpful.add(kind + ": " + mutant.sql() + "\n    "
                        + refusal.getFirst().line());
        }
        System.out.println("workspace mutants from seed " + SEED + " (made, refused; suggestion due, right):");
        figures.forEach((kind, figure) -> System.out.println(
                "  " + kind + " " + figure[0] + ", " + figure[1] + "; " + figure[2] + ", " + figure[3]));
        passed.forEach(line -> System.out.println("  passed " + line));
        unhelpful.forEach(line -> System.out.println("  unhelpful " + line));
        for (var figure : figures.entrySet()) {
            assertTrue(figure.getValue()[1] >= LEAST * figure.getValue()[0], figure.getKey() + "");
            assertTrue(figure.getValue()[3] >= LEAST * figure.getValue()[2], figure.getKey() + "");
        }
    }
}
