package io.datachat.tests.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.SqlQuery;
import io.datachat.tests.differential.Cells;
import io.datachat.tests.differential.RowSets;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Queries that are known to be right are read, and what we write of them gives the rows of the original text.
class GoldSqlTest {
    private static final Path CASES = Path.of(System.getProperty("datachat.cases", "../../shared/data"));
    private static final double MOST_REFUSED = 0.01;

    /// SQLite takes what is no name between double quotes for a text; so it is always meant here.
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

    private static final Pattern LIMIT = Pattern.compile("(?i)\\sLIMIT\\s+\\d+");

    @TempDir
    private Path folder;

    /// What became of one query.
    ///
    /// @param refused null when it was answered
    /// @param differs null when the rows are the same
    private record Outcome(
            Gold gold, @Nullable String refused, @Nullable String differs) {}

    @Test
    void gold_queries_are_read_and_give_the_rows_of_their_text() throws SQLException, IOException {
        assumeTrue(Files.isDirectory(CASES), "skipped: no cases at " + CASES + "; set -Ddatachat.cases");
        var outcomes = outcomes(Stream.of(Gold.defog(CASES), Gold.bird(CASES), Gold.sakila(CASES))
                .flatMap(List::stream)
                .toList());
        var refused =
                outcomes.stream().filter(outcome -> outcome.refused != null).toList();
        var wrong = outcomes.stream().filter(outcome -> outcome.differs != null).toList();
        System.out.println("gold SQL: " + outcomes.size() + " queries, " + refused.size() + " refused, " + wrong.size()
                + " with other rows");
        refused.forEach(outcome -> System.out.println("  refused " + outcome.refused + "\n      " + outcome.gold));
        wrong.forEach(outcome -> System.out.println("  differs " + outcome.differs + "\n      " + outcome.gold));
        assertEquals(List.of(), wrong);
        assertTrue(refused.size() <= MOST_REFUSED * outcomes.size(), refused.size() + " of " + outcomes.size());
    }

    /// Gold of SQLite, run by SQLite on its own rows and by us on the same rows in PostgreSQL. What only SQLite
    /// reads (texts in double quotes, columns of any row of a group) is refused; what is read gives its rows.
    @Test
    void gold_of_sqlite_gives_the_same_rows_where_it_is_read() throws SQLException, IOException {
        assumeTrue(Files.isDirectory(CASES), "skipped: no cases at " + CASES + "; set -Ddatachat.cases");
        List<Outcome> outcomes = new ArrayList<>();
        var ties = 0;
        var queries = new TreeMap<>(Gold.spider(CASES).stream().collect(Collectors.groupingBy(Gold::database)));
        for (var entry : queries.entrySet()) {
            var data = CASES.resolve("sql/spider/data").resolve(entry.getKey());
            try (var database = GoldDatabase.open("spider", entry.getKey(), CASES, folder.resolve(entry.getKey()));
                    var sqlite = Sqlite.of(data)) {
                for (var gold : entry.getValue()) {
                    var rows = doubles(Cells.rows(sqlite, gold.sql()));
                    var quoted = new Gold(
                            gold.suite(),
                            gold.database(),
                            TEXT.matcher(gold.sql()).replaceAll("'$1'"));
                    var outcome = ours(quoted, database, rows);
                    var tie = outcome.differs != null && tie(quoted, database, sqlite);
                    if (tie) ties++;
                    outcomes.add(tie ? new Outcome(quoted, null, null) : outcome);
                }
            }
        }
        var refused =
                outcomes.stream().filter(outcome -> outcome.refused != null).toList();
        var wrong = outcomes.stream().filter(outcome -> outcome.differs != null).toList();
        System.out.println("gold of SQLite: " + outcomes.size() + " queries, " + refused.size() + " refused, "
                + wrong.size() + " with other rows; " + ties + " where a limit cuts between equals");
        refused.stream()
                .collect(Collectors.groupingBy(
                        outcome -> String.valueOf(outcome.refused).replaceAll("'.*'", "…"),
                        TreeMap::new,
                        Collectors.counting()))
                .forEach((why, count) -> System.out.println("  refused " + count + " × " + why));
        wrong.forEach(outcome -> System.out.println("  differs " + outcome.differs + "\n      " + outcome.gold));
        assertEquals(List.of(), wrong);
    }

    /// Which of several equal rows come before a limit is anybody's choice: ours must be among all of them.
    private static boolean tie(Gold gold, GoldDatabase database, Connection sqlite) throws SQLException {
        var limit = LIMIT.matcher(gold.sql());
        if (!limit.find()) return false;
        var all = new HashSet<>(doubles(Cells.rows(sqlite, limit.replaceAll(""))));
        var ours = database.engine().apex().answer(SqlQuery.of(gold.sql()), Asking.local(Instant.now()));
        return all.containsAll(doubles(ours.rows()));
    }

    /// Replies of real models, put to PostgreSQL and to us: who accepts what.
    @Test
    void recorded_replies_are_judged_as_postgresql_judges_them() throws SQLException, IOException {
        assumeTrue(Files.isDirectory(CASES), "skipped: no cases at " + CASES + "; set -Ddatachat.cases");
        Map<String, Integer> table = new TreeMap<>();
        var replies = Gold.lines(CASES.resolve("sql/bird/recorded.jsonl"));
        for (var name : List.of("formula_1", "european_football_2")) {
            try (var database = GoldDatabase.open("bird", name, CASES, folder.resolve(name))) {
                for (var reply : replies) {
                    if (!reply.path("db").asText().equals(name)) continue;
                    var gold = new Gold("bird", name, reply.path("predicted").asText());
                    var theirs = accepted(database, gold.sql());
                    var ours = outcome(gold, database, theirs == null);
                    var verdict = (theirs == null ? "accepted" : "refused") + " by PostgreSQL, "
                            + (ours.refused == null ? ours.differs == null ? "accepted" : "OTHER ROWS" : "refused")
                            + " by us";
                    table.merge(verdict, 1, Integer::sum);
                    if (theirs == null != (ours.refused == null) || ours.differs != null)
                        System.out.println(
                                "  " + verdict + ": " + (theirs == null ? ours.refused + ours.differs : theirs)
                                        + "\n      " + gold.sql().replace('\n', ' '));
                }
            }
        }
        System.out.println("recorded replies: " + table);
        assertEquals(0, table.getOrDefault("accepted by PostgreSQL, OTHER ROWS by us", 0));
        var accepted = table.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("accepted by PostgreSQL"))
                .mapToInt(Map.Entry::getValue)
                .sum();
        assertTrue(table.getOrDefault("accepted by PostgreSQL, refused by us", 0) <= MOST_REFUSED * accepted);
    }

    private static @Nullable String accepted(GoldDatabase database, String sql) {
        try {
            Cells.rows(database.plain(), sql);
            return null;
        } catch (SQLException e) {
            return e.getMessage();
        }
    }

    private List<Outcome> outcomes(List<Gold> queries) throws SQLException, IOException {
        List<Outcome> outcomes = new ArrayList<>();
        Map<String, List<Gold>> databases = new TreeMap<>(
                queries.stream().collect(Collectors.groupingBy(gold -> gold.suite() + " " + gold.database())));
        for (var entry : databases.entrySet()) {
            var first = entry.getValue().getFirst();
            try (var database = GoldDatabase.open(
                    first.suite(),
                    first.database(),
                    CASES,
                    folder.resolve(entry.getKey().replace(' ', '_')))) {
                for (var gold : entry.getValue()) outcomes.add(outcome(gold, database, true));
            }
        }
        return outcomes;
    }

    private static Outcome outcome(Gold gold, GoldDatabase database, boolean runs) {
        List<List<@Nullable Object>> right;
        try {
            right = runs ? doubles(Cells.rows(database.plain(), gold.sql())) : List.of();
        } catch (SQLException e) {
            throw new IllegalStateException(gold.toString(), e);
        }
        var outcome = ours(gold, database, right);
        return runs ? outcome : new Outcome(gold, outcome.refused, null);
    }

    private static Outcome ours(Gold gold, GoldDatabase database, List<List<@Nullable Object>> right) {
        try {
            var answer = database.engine().apex().answer(SqlQuery.of(gold.sql()), Asking.local(Instant.now()));
            var got = doubles(answer.rows());
            var differs = RowSets.difference(right, got).orElse(null);
            return new Outcome(
                    gold,
                    null,
                    differs == null
                            ? null
                            : differs + "\n      " + answer.receipt().sql());
        } catch (Rejection rejection) {
            return new Outcome(
                    gold, rejection.problems().stream().map(GoldSqlTest::said).collect(Collectors.joining("; ")), null);
        } catch (RuntimeException crash) {
            return new Outcome(gold, "CRASH " + crash, null);
        }
    }

    /// PostgreSQL divides decimals to as many digits as it likes: the last ones may differ.
    private static List<List<@Nullable Object>> doubles(List<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> all = new ArrayList<>();
        for (var row : rows) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (var cell : row)
                cells.add(
                        Cells.plain(cell) instanceof BigDecimal number
                                ? (Object) number.doubleValue()
                                : Cells.plain(cell));
            all.add(cells);
        }
        return all;
    }

    private static String said(Problem problem) {
        return problem.code().id() + " " + problem.message();
    }
}
