package io.datachat.tests.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.SqlQuery;
import io.datachat.tests.gate.Mutant.Kind;
import io.datachat.tests.gate.Mutant.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Right queries made wrong in one place: none may pass. `-Ddatachat.mutants=2000` makes more of them.
class MutantsTest {
    private static final Path CASES = Path.of(System.getProperty("datachat.cases", "../../shared/data"));
    private static final long SEED = Long.getLong("datachat.seed", 20_261_121);
    private static final int MUTANTS = Integer.getInteger("datachat.mutants", 600);
    private static final double LEAST_SUGGESTED = 0.95;

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final Map<Kind, Integer> made = new TreeMap<>();
    private final List<String> passed = new ArrayList<>();
    private final List<String> unhelpful = new ArrayList<>();
    private int suggested;
    private int misspelt;

    @Test
    void no_mutant_passes_and_the_right_name_is_near() throws SQLException, IOException {
        assumeTrue(Files.isDirectory(CASES), "skipped: no cases at " + CASES + "; set -Ddatachat.cases");
        var databases = new TreeMap<>(Stream.of(Gold.defog(CASES), Gold.bird(CASES))
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(gold -> gold.suite() + " " + gold.database())));
        var each = MUTANTS / databases.size() + 1;
        for (var entry : databases.entrySet()) {
            var first = entry.getValue().getFirst();
            try (var database = GoldDatabase.open(
                    first.suite(),
                    first.database(),
                    CASES,
                    folder.resolve(entry.getKey().replace(' ', '_')))) {
                mutate(database, entry.getValue(), each);
            }
        }
        System.out.println("mutants from seed " + SEED + ": " + made + "; " + passed.size()
                + " passed; right name among" + " the first five " + suggested + " of " + misspelt);
        unhelpful.forEach(line -> System.out.println("  " + line));
        assertEquals(List.of(), passed);
        assertTrue(suggested >= LEAST_SUGGESTED * misspelt, suggested + " of " + misspelt);
        assertTrue(made.values().stream().mapToInt(Integer::intValue).sum() >= MUTANTS);
    }

    private void mutate(GoldDatabase database, List<Gold> queries, int wanted) throws SQLException {
        var names = names(database);
        var kinds = Kind.values();
        for (var number = 0; number < wanted; ) {
            var mutant = Mutant.of(
                    kinds[random.nextInt(kinds.length)],
                    queries.get(random.nextInt(queries.size())).sql(),
                    names,
                    random);
            if (mutant == null || !wrong(mutant, database)) continue;
            number++;
            made.merge(mutant.kind(), 1, Integer::sum);
            judge(mutant, refusal(mutant.sql(), database));
        }
    }

    /// A misspelt name may hit an alias, and a query may need no groups: PostgreSQL says whether it is wrong.
    private static boolean wrong(Mutant mutant, GoldDatabase database) throws SQLException {
        return switch (mutant.kind()) {
            case WRONG_TABLE, WRONG_COLUMN, NOT_GROUPED -> {
                try (var statement = database.plain().createStatement()) {
                    statement.execute("EXPLAIN " + mutant.sql());
                    yield false;
                } catch (SQLException refused) {
                    yield Set.of("42703", "42P01", "42803").contains(refused.getSQLState());
                }
            }
            case SECOND_STATEMENT, HIDDEN_WRITE, SIDE_EFFECT, COMMENT_TRICK, OTHER_STATEMENT, SYSTEM_TABLE -> true;
        };
    }

    private void judge(Mutant mutant, @Nullable List<Problem> refusal) {
        if (refusal == null) {
            passed.add(mutant.kind() + ": " + mutant.sql());
            return;
        }
        if (mutant.right() == null) return;
        misspelt++;
        var choices = refusal.getFirst().choices();
        var right = choices.stream()
                .limit(5)
                .anyMatch(
                        choice -> choice.substring(choice.lastIndexOf('.') + 1).equalsIgnoreCase(mutant.right()));
        if (right) suggested++;
        else
            unhelpful.add(mutant.right() + " not in " + choices + ": "
                    + refusal.getFirst().message() + ": " + mutant.sql());
    }

    private static @Nullable List<Problem> refusal(String sql, GoldDatabase database) {
        try {
            database.engine().apex().dryRun(SqlQuery.of(sql), Asking.local(Instant.EPOCH));
            return null;
        } catch (Rejection rejection) {
            return rejection.problems();
        }
    }

    private static Names names(GoldDatabase database) {
        var catalog = database.engine().apex().catalogs().getFirst();
        Set<String> columns = new HashSet<>();
        List<String> tables = new ArrayList<>();
        for (var table : catalog.tables()) {
            tables.add(table.name().table());
            table.columns().forEach(column -> columns.add(column.name()));
        }
        return new Names(tables, columns);
    }
}
