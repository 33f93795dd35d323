package io.datachat.tests.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.draft.Draft;
import io.datachat.apex.problem.Rejection;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Drafts by chance: drafting changes nothing; up and then down leave schema and rows as they were.
class ThereAndBackTest {
    private static final long SEED = Long.getLong("datachat.seed", 20250410L);
    private static final int DRAFTS = Integer.getInteger("datachat.drafts", 80);
    private static final int ON_DUCKDB = Integer.getInteger("datachat.drafts", 40);
    private static final boolean TOLD = Boolean.getBoolean("datachat.told");

    private final TreeMap<String, Integer> refused = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int changed;

    @TempDir
    Path folder;

    @Test
    void on_postgresql() throws Exception {
        var wishes = new Wishes(SEED, true);
        try (var yard = Yard.OnPostgres.open(folder, "")) {
            var before = yard.everything();
            for (var done = 0; done < DRAFTS; ) {
                var sql = wishes.next();
                var draft = drafted(yard, sql);
                if (draft == null) continue;
                if (differs(before, yard, "drafting changed something: " + sql)) break;
                if (!did(yard, draft.up(), before, sql)) continue;
                done++;
                back(yard, draft, sql);
                if (differs(before, yard, told(sql, draft))) break;
                if (!draft.up().contains("BEGIN;")) continue;
                yard.run("BEGIN;\n" + within(draft.up()) + within(draft.down()) + "COMMIT;");
                if (differs(before, yard, "in one transaction: " + told(sql, draft))) break;
            }
        }
        System.out.println("seed " + SEED + ", drafts " + DRAFTS + ", " + changed + " changed something on the way, not"
                + " drafted " + refused);
        assertEquals(List.of(), wrong);
        assertTrue(changed * 10 > DRAFTS * 8, () -> "only " + changed);
    }

    @Test
    void on_duckdb() throws Exception {
        var wishes = new Wishes(SEED, false);
        try (var first = Yard.OnDuckDb.open(folder)) {
            var before = first.everything();
            for (var done = 0; done < ON_DUCKDB; ) {
                var sql = wishes.next();
                try (var yard = first.again()) {
                    var draft = drafted(yard, sql);
                    if (draft == null) continue;
                    if (differs(before, yard, "drafting changed something: " + sql)) break;
                    if (!did(yard, draft.up(), before, sql)) continue;
                    done++;
                    back(yard, draft, sql);
                    if (differs(before, yard, told(sql, draft))) break;
                }
            }
        }
        System.out.println("seed " + SEED + ", drafts " + ON_DUCKDB + ", " + changed + " changed something on the way,"
                + " not drafted " + refused);
        assertEquals(List.of(), wrong);
        assertTrue(changed * 10 > ON_DUCKDB * 8, () -> "only " + changed);
    }

    private @Nullable Draft drafted(Yard yard, String sql) {
        try {
            return yard.draft(sql);
        } catch (Rejection rejection) {
            var problem = rejection.problems().getFirst();
            refused.merge(problem.code().id(), 1, Integer::sum);
            if (TOLD) System.out.println(problem.code().id() + " " + sql + " -> " + problem.message());
            return null;
        }
    }

    private boolean differs(List<String> before, Yard yard, String said) throws SQLException {
        var now = yard.everything();
        if (before.equals(now)) return false;
        var gone = new ArrayList<>(before);
        gone.removeAll(now);
        now.removeAll(before);
        wrong.add(said + "\n- " + String.join("\n- ", gone) + "\n+ " + String.join("\n+ ", now));
        return true;
    }

    private static String told(String sql, Draft draft) {
        return sql + "\n" + draft.up() + draft.down();
    }

    private static String within(String script) {
        return script.replace("BEGIN;\n", "").replace("COMMIT;\n", "");
    }

    /// A draft that its database refuses (a value that is there twice) has changed nothing; most that it takes
    /// have.
    private boolean did(Yard yard, String up, List<String> before, String sql) throws SQLException {
        try {
            yard.run(up);
        } catch (SQLException failure) {
            refused.merge("database", 1, Integer::sum);
            if (TOLD) System.out.println("UP " + sql + "\n" + up + failure.getMessage());
            assertEquals(before, yard.everything(), sql);
            return false;
        }
        if (!before.equals(yard.everything())) changed++;
        return true;
    }

    private static void back(Yard yard, Draft draft, String sql) {
        try {
            yard.run(draft.down());
        } catch (SQLException failure) {
            throw new AssertionError(told(sql, draft), failure);
        }
    }
}
