package io.datachat.tests.golden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Problem;
import io.datachat.tests.benchmark.Figures;
import io.datachat.tests.differential.Cells;
import io.datachat.tests.differential.Engine;
import io.datachat.tests.differential.Engine.Outcome;
import io.datachat.tests.differential.RowSets;
import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `-Dgolden.update=true` writes the SQL and the problems anew; check.sql is written by hand, always.
class GoldenTest {
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private final List<String> failures = new ArrayList<>();

    @Test
    void every_case_has_the_sql_it_had_and_the_rows_of_its_check_on_both_backends(@TempDir Path folder)
            throws SQLException, IOException {
        var table = new StringBuilder();
        try (var duckdb = GoldenWorld.duckdb(folder.resolve("plain.duckdb"));
                var postgres = GoldenWorld.postgres();
                var engines = new Engines(folder)) {
            for (var golden : GoldenCase.all()) {
                var one = judge(golden, Backend.DUCKDB, engines.ask(golden, Backend.DUCKDB), duckdb);
                var two = judge(golden, Backend.POSTGRESQL, engines.ask(golden, Backend.POSTGRESQL), postgres);
                table.append(
                        String.format(Locale.ROOT, "%-38s %-12s %-12s %s%n", golden.name(), one, two, golden.shows()));
            }
        }
        Figures.tell(table);
        assertTrue(failures.isEmpty(), failures.size() + " failures\n" + String.join("\n", failures));
    }

    /// One engine for each setting and backend, opened when a case needs it.
    private record Engines(Path folder, Map<String, Engine> open) implements AutoCloseable {
        Engines(Path folder) {
            this(folder, new LinkedHashMap<>());
        }

        Outcome ask(GoldenCase golden, Backend backend) throws SQLException, IOException {
            var key = golden.setting() + backend.word();
            var engine = open.get(key);
            if (engine == null) {
                engine = engine(golden.setting(), backend, folder.resolve("engine-" + open.size()));
                open.put(key, engine);
            }
            return engine.ask(golden.query());
        }

        private static Engine engine(GoldenCase.Setting setting, Backend backend, Path folder)
                throws SQLException, IOException {
            if (backend == Backend.POSTGRESQL)
                return GoldenWorld.engine(
                        folder,
                        "{type: postgresql, url: \"" + Postgres.url() + "\", schemas: [" + GoldenWorld.SCHEMA
                                + "], default_schema: " + GoldenWorld.SCHEMA + "}",
                        setting);
            GoldenWorld.duckdb(Files.createDirectories(folder).resolve("shop.duckdb"))
                    .close();
            return GoldenWorld.engine(folder, "{type: duckdb, path: shop.duckdb}", setting);
        }

        @Override
        public void close() {
            open.values().forEach(Engine::close);
        }
    }

    private String judge(GoldenCase golden, Backend backend, Outcome outcome, Connection plain) throws SQLException {
        return switch (outcome) {
            case Outcome.Answered answered -> answered(golden, backend, answered, plain);
            case Outcome.Refused refused ->
                refused(
                        golden,
                        backend,
                        refused.problems().stream().map(Problem::line).collect(Collectors.joining("\n")));
            case Outcome.Broke(String sql, String why) -> failed(golden, backend, "broke: " + why + "\n" + sql);
        };
    }

    private String answered(GoldenCase golden, Backend backend, Outcome.Answered answered, Connection plain)
            throws SQLException {
        var check = golden.check();
        if (check == null) return failed(golden, backend, "answered what must be refused\n" + answered.sql());
        text(golden, GoldenCase.sqlFile(backend), backend, answered.sql().strip() + "\n");
        var right = Cells.rows(plain, check);
        var difference = golden.query().order().isEmpty()
                ? RowSets.difference(right, answered.rows())
                : RowSets.sequence(right, answered.rows());
        return difference
                .map(how -> failed(golden, backend, how + "\n" + answered.sql()))
                .orElse(right.size() + " rows");
    }

    private String refused(GoldenCase golden, Backend backend, String problem) {
        if (golden.check() != null) return failed(golden, backend, "refused: " + problem);
        text(golden, "problem.txt", backend, problem + "\n");
        return "refused";
    }

    private void text(GoldenCase golden, String file, Backend backend, String text) {
        if (UPDATE) golden.write(file, text);
        else if (!golden.text(file).orElse("").equals(text)) failed(golden, backend, file + " changed to\n" + text);
    }

    private String failed(GoldenCase golden, Backend backend, String how) {
        failures.add(golden.name() + " on " + backend.word() + ": " + how);
        return "FAILED";
    }
}
