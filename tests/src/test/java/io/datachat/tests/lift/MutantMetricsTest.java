package io.datachat.tests.lift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.answer.certificate.Certificate;
import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Rejection;
import io.datachat.tests.world.Dice;
import io.datachat.tests.world.World;
import io.datachat.tests.world.Worlds;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Questions for metrics made wrong in one place: none gets a certificate that its rows do not keep, on any of several
/// data sets, and what is wrong is named.
class MutantMetricsTest {
    private static final long SEED = Long.getLong("datachat.seed", 900);
    private static final int WORLDS = Integer.getInteger("datachat.lift.worlds", 5);
    private static final int EACH = 55;
    private static final int OTHER_ROWS = 2;
    private static final double LEAST_NAMED = 0.85;

    @TempDir
    private Path folder;

    private final List<String> wrong = new ArrayList<>();
    private final List<String> unnamed = new ArrayList<>();
    private final Map<Mutation.Kinds, int[]> counts = new TreeMap<>();
    private int mutants;
    private int named;
    private int certified;
    private int answers;

    @Test
    void no_certificate_is_false_and_the_difference_is_named() throws IOException, SQLException {
        for (var seed = SEED; seed < SEED + WORLDS; seed++) run(seed);
        System.out.println("mutants of metrics, seeds " + SEED + " to " + (SEED + WORLDS - 1) + ": " + mutants
                + " mutants; " + certified + " are questions for metrics all the same (" + answers
                + " answers compared on " + (OTHER_ROWS + 1) + " data sets, " + wrong.size()
                + " false certificates); of " + (mutants - certified) + " others the difference is named in " + named
                + String.format(Locale.ROOT, " (%.3f)", (double) named / (mutants - certified)));
        counts.forEach((kind, of) ->
                System.out.println("  " + kind + ": " + of[0] + ", certified " + of[1] + ", named " + of[2]));
        if (Boolean.getBoolean("datachat.lift.show")) unnamed.forEach(System.out::println);
        assertEquals(List.of(), wrong);
        assertTrue(mutants >= WORLDS * EACH * 0.75, "mutants " + mutants);
        assertTrue(named >= LEAST_NAMED * (mutants - certified), named + " of " + (mutants - certified));
    }

    private void run(long seed) throws IOException, SQLException {
        var world = Worlds.of(seed);
        var dice = new Dice(seed + 97);
        List<Bench> benches = new ArrayList<>();
        try {
            benches.add(Bench.over(world, Backend.DUCKDB, folder));
            for (var more = 1; more <= OTHER_ROWS; more++)
                benches.add(Bench.over(Worlds.refilled(world, seed + more * 1_000_003L), Backend.DUCKDB, folder));
            var sheets = new Sheets(world, dice);
            var kinds = Mutation.Kinds.values();
            for (int count = 0, tries = 0; count < EACH && tries < EACH * 40; tries++) {
                var sheet = sheets.next();
                if (sheet.isEmpty()) continue;
                var mutation = Mutation.of(dice.pick(kinds), sheet.get(), world, dice);
                if (mutation.isEmpty()) continue;
                var right = Writing.of(sheet.get(), dice, false);
                var sql =
                        Writing.of(mutation.get().sheet(), dice, mutation.get().inner());
                if (right.isEmpty() || sql.isEmpty()) continue;
                count++;
                judge(world, mutation.get(), sql.get(), benches);
            }
        } finally {
            for (var bench : benches) bench.close();
        }
    }

    private void judge(World world, Mutation mutation, String sql, List<Bench> benches) throws SQLException {
        var head = "seed " + world.seed() + " " + mutation.kind() + " of "
                + mutation.sheet().metric() + "\n" + sql + "\n  ";
        Certificate first;
        try {
            var receipt = benches.getFirst().answer(sql).receipt();
            first = receipt.certificate();
        } catch (Rejection refused) {
            return; // not a query that runs
        }
        if (first == null) throw new IllegalStateException("no certificate: " + head);
        mutants++;
        var count = counts.computeIfAbsent(mutation.kind(), _ -> new int[3]);
        count[0]++;
        if (!first.certified()) {
            var said = String.join("\n", first.said()) + "\n" + first.reason();
            if (mutation.named().stream().anyMatch(said::contains)) {
                named++;
                count[2]++;
            } else unnamed.add(head + said + "\n  expected one of " + mutation.named());
            return;
        }
        certified++;
        count[1]++;
        for (var bench : benches) {
            try {
                var answer = bench.answer(sql);
                var difference = bench.difference(sql, answer);
                answers++;
                difference.ifPresent(how -> wrong.add(head + first.said() + "\n  " + how + "\n"
                        + answer.receipt().sql()));
            } catch (Rejection | SQLException overflow) {
                // Values that leave their range give no rows to compare.
            }
        }
    }
}
