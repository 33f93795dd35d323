package io.datachat.tests.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.tests.access.Vault.Kind;
import io.datachat.tests.benchmark.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Random SQL gives the rows that it gives where the rules were applied to the tables by hand.
/// `-Ddatachat.access.questions=5000` asks more, `-Ddatachat.seed=17` begins elsewhere.
class GovernedIsNaiveTest {
    private static final int QUESTIONS = Integer.getInteger("datachat.access.questions", 300);
    private static final long SEED = Long.getLong("datachat.seed", 1);

    @ParameterizedTest
    @EnumSource(Backend.class)
    void random_sql_has_the_rows_of_tables_that_hold_no_more(Backend backend, @TempDir Path folder)
            throws IOException, SQLException {
        List<String> wrong = new ArrayList<>();
        var answered = 0;
        var withRows = 0;
        try (var vault = Vault.open(backend, Kind.ALL, folder, "")) {
            for (var seed = SEED; seed < SEED + QUESTIONS; seed++) {
                var sql = new Queries(seed).next();
                var wanted = Learned.sql(vault.seen(), Vault.asking(Vault.ANYBODY), sql);
                var got = Learned.sql(vault.whole(), Vault.asking(Vault.ANALYST), sql);
                if (!wanted.text().equals(got.text()))
                    wrong.add("seed " + seed + ": " + sql + "\n  expected:\n"
                            + wanted.beside(got).indent(4) + "  got:\n"
                            + got.beside(wanted).indent(4));
                if (backend == Backend.POSTGRESQL
                        && got.answered()
                        && !got.found().equals(vault.meant(sql)))
                    wrong.add("seed " + seed + ": " + sql + "\n  means "
                            + vault.meant(sql).size() + " rows, got " + got.rows() + "\n"
                            + got.text().indent(4));
                if (got.answered()) answered++;
                if (got.rows() > 0) withRows++;
            }
        }
        var report = backend.word() + ", governed = naive: " + QUESTIONS + " queries from seed " + SEED + ", "
                + answered + " answered, " + withRows + " with rows, " + wrong.size() + " wrong";
        Figures.tell(report);
        assertEquals("", wrong.stream().limit(5).collect(Collectors.joining("\n")), report);
        assertTrue(withRows * 10 > QUESTIONS * 6, report);
    }
}
