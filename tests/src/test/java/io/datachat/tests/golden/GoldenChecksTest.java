package io.datachat.tests.golden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.tests.differential.Cells;
import io.datachat.tests.differential.RowSets;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenChecksTest {
    @Test
    void every_hand_written_check_gives_the_same_rows_on_both_backends(@TempDir Path folder)
            throws SQLException, IOException {
        var failures = new ArrayList<String>();
        var checked = 0;
        try (var duckdb = GoldenWorld.duckdb(folder.resolve("shop.duckdb"));
                var postgres = GoldenWorld.postgres()) {
            for (var golden : GoldenCase.all()) {
                var check = golden.check();
                if (check == null) continue;
                checked++;
                try {
                    var one = Cells.rows(duckdb, check);
                    var two = Cells.rows(postgres, check);
                    RowSets.difference(one, two).ifPresent(found -> failures.add(golden.name() + ": " + found));
                } catch (SQLException e) {
                    failures.add(golden.name() + ": " + e.getMessage());
                }
            }
        }
        assertTrue(checked >= 40, "only " + checked + " checks");
        assertTrue(failures.isEmpty(), String.join("\n", failures));
    }
}
