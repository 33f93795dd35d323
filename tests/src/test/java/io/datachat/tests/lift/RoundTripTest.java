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

/// Questions for metrics, written as SQL by hand: they are recognised, and the certified answer has the rows of the
/// SQL.
class RoundTripTest {
    private static final long SEED = Long.getLong("datachat.seed", 700);
    private static final int WORLDS = Integer.getInteger("datachat.lift.worlds", 5);
    private static final int EACH = 48;
    private static final double LEAST_RECALL = 0.95;

    @TempDir
    private Path folder;

    private final List<String> wrong = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();
    private final Map<String, Integer> reasons = new TreeMap<>();
    private int asked;
    private int certified;
    private int compared;
    private int overflows;

    @Test
    void what_asks_for_a_metric_is_certified_and_has_the_same_rows() throws IOException, SQLException {
        for (var seed = SEED; seed < SEED + WORLDS; seed++) run(seed);
        System.out.println("lift, seeds " + SEED + " to " + (SEED + WORLDS - 1) + ": " + asked + " questions, "
                + certified + " certified (recall " + String.format(Locale.ROOT, "%.3f", (double) certified / asked)
                + "), " + compared + " answers compared on two databases, " + wrong.size() + " wrong; " + overflows
                + " that the database itself cannot compute");
        reasons.forEach((reason, count) -> System.out.println("  " + count + " not recognised: " + reason));
        if (Boolean.getBoolean("datachat.lift.show")) missed.forEach(System.out::println);
        assertEquals(List.of(), wrong);
        assertTrue(asked >= WORLDS * EACH * 0.8, "asked " + asked);
        assertTrue(certified >= LEAST_RECALL * asked, certified + " of " + asked);
    }

    private void run(long seed) throws IOException, SQLException {
        var world = Worlds.of(seed);
        var dice = new Dice(seed + 31);
        try (var duck = Bench.over(world, Backend.DUCKDB, folder);
                var postgres = Bench.over(world, Backend.POSTGRESQL, folder)) {
            var sheets = new Sheets(world, dice);
            for (var count = 0; count < EACH; ) {
                var sheet = sheets.next();
                if (sheet.isEmpty()) continue;
                count++;
                var sql = Writing.of(sheet.get(), dice, false);
                if (sql.isEmpty()) continue;
                asked++;
                var before = certified;
                judge(world, sheet.get(), sql.get(), duck);
                if (certified > before) judge(world, sheet.get(), sql.get(), postgres);
                certified = Math.min(certified, before + 1);
            }
        }
    }

    private void judge(World world, Sheet sheet, String sql, Bench bench) throws SQLException {
        var head = "seed " + world.seed() + " " + bench.backend.word() + " " + sheet.metric() + "\n" + sql + "\n  ";
        try {
            var answer = bench.answer(sql);
            var certificate = answer.receipt().certificate();
            if (certificate == null || certificate.verdict() != Certificate.Verdict.CERTIFIED) {
                missed.add(head + (certificate == null ? "none" : certificate.reason() + " " + certificate.said()));
                reasons.merge(certificate == null ? "none" : certificate.reason(), 1, Integer::sum);
                return;
            }
            certified++;
            var difference = bench.difference(sql, answer);
            compared++;
            difference.ifPresent(how -> wrong.add(head + certificate.said() + "\n  " + how + "\n"
                    + answer.receipt().sql()));
        } catch (Rejection rejection) {
            missed.add(head + rejection.problems().getFirst().line());
            reasons.merge("refused: " + rejection.problems().getFirst().code(), 1, Integer::sum);
        } catch (SQLException unrunnable) {
            overflows++; // whole numbers that leave 32 bits: the metric counts in 64
        }
    }
}
