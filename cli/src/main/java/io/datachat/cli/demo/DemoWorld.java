package io.datachat.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An online shop with three years of history up to the day before `asOf`.
///
/// The same seed, date and scale give the same rows, whatever the machine and its threads: every draw is a hash of
/// (seed, what is drawn, row). The price is that rows may change with the version of DuckDB, whose hash it is.
public final class DemoWorld {
    /// The tables in an order in which each only refers to earlier ones.
    public static final List<String> TABLES = List.of(
            "departments",
            "categories",
            "products",
            "campaigns",
            "customers",
            "addresses",
            "sessions",
            "orders",
            "order_lines",
            "payments",
            "refunds");

    /// Changes when the same seed and date would give other rows than before.
    private static final int EDITION = 1;

    private DemoWorld() {}

    /// How many rows: about 2.7 million in all, or a part of that.
    public enum Scale {
        FULL(1.0),
        MEDIUM(0.1),
        SMALL(0.02);

        private final double share;

        Scale(double share) {
            this.share = share;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What a world was made from; equal origins have equal rows.
    public record Origin(long seed, LocalDate asOf, Scale scale, int edition) {
        public static Origin of(long seed, LocalDate asOf, Scale scale) {
            return new Origin(seed, asOf, scale, EDITION);
        }
    }

    /// Told before each step; `done` counts up to `steps`.
    @FunctionalInterface
    public interface Progress {
        void step(int done, int steps, String what);

        Progress NONE = (done, steps, what) -> {};
    }

    /// Makes the file, or replaces it: a reader of the old file keeps it until the new one is complete.
    public static void create(Path duckdbFile, long seed, LocalDate asOf, Scale scale, Progress progress) {
        var statements = new ArrayList<String>();
        statements.addAll(script("schema.sql"));
        statements.addAll(script("world.sql"));
        replace(duckdbFile, Origin.of(seed, asOf, scale), statements, progress);
    }

    /// Makes a file by statements, or replaces it.
    static void replace(Path duckdbFile, Origin origin, List<String> statements, Progress progress) {
        var fresh = duckdbFile.resolveSibling(duckdbFile.getFileName() + ".new");
        try {
            Files.createDirectories(duckdbFile.toAbsolutePath().getParent());
            Files.deleteIfExists(fresh);
            fill(fresh, origin, statements, progress);
            Files.deleteIfExists(duckdbFile.resolveSibling(duckdbFile.getFileName() + ".wal"));
            Files.move(fresh, duckdbFile, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Path file, Origin origin, List<String> statements, Progress progress) {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                var statement = connection.createStatement()) {
            statement.execute("SET VARIABLE seed = " + origin.seed());
            statement.execute("SET VARIABLE as_of = DATE '" + origin.asOf() + "'");
            statement.execute("SET VARIABLE scale = " + origin.scale().share + "::DOUBLE");
            var done = 0;
            for (var sql : statements) {
                progress.step(done++, statements.size(), subject(sql));
                statement.execute(sql);
            }
            statement.execute(
                    "CREATE TABLE main.demo_world AS SELECT %d::BIGINT AS seed, DATE '%s' AS as_of, '%s' AS scale, %d AS edition"
                            .formatted(
                                    origin.seed(), origin.asOf(), origin.scale().name(), EDITION));
            statement.execute("CHECKPOINT");
            progress.step(statements.size(), statements.size(), "done");
        } catch (SQLException e) {
            throw new IllegalStateException("the demo world could not be made: " + e.getMessage(), e);
        }
    }

    /// What a file was made from; empty when it is not a demo world or cannot be opened.
    public static Optional<Origin> origin(Path duckdbFile) {
        if (!Files.exists(duckdbFile)) return Optional.empty();
        try (var connection = open(duckdbFile);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT seed, as_of, scale, edition FROM main.demo_world")) {
            if (!row.next()) return Optional.empty();
            var asOf = row.getObject(2, LocalDate.class);
            return Optional.of(new Origin(row.getLong(1), asOf, Scale.valueOf(row.getString(3)), row.getInt(4)));
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    /// Rows per table.
    public static Map<String, Long> rows(Path duckdbFile) {
        return perTable(duckdbFile, "count(*)");
    }

    /// One number per table that changes when any value of any row does.
    public static Map<String, Long> contents(Path duckdbFile) {
        return perTable(duckdbFile, "CAST(sum(hash(facts)::HUGEINT) % 9007199254740881 AS BIGINT)");
    }

    private static Map<String, Long> perTable(Path duckdbFile, String aggregate) {
        var found = new TreeMap<String, Long>();
        try (var connection = open(duckdbFile);
                var statement = connection.createStatement()) {
            for (var table : TABLES) {
                found.put(table, number(statement, "SELECT " + aggregate + " FROM shop." + table + " AS facts"));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(duckdbFile + " is not a demo world: " + e.getMessage(), e);
        }
        return found;
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    static Connection open(Path duckdbFile) throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + duckdbFile + ";access_mode=READ_ONLY;");
    }

    /// The statements of a resource; each ends with a semicolon at the end of a line.
    static List<String> script(String name) {
        try (InputStream text = DemoWorld.class.getResourceAsStream(name)) {
            if (text == null) throw new IllegalStateException("resource " + name + " is missing");
            var statements = new String(text.readAllBytes(), StandardCharsets.UTF_8).split(";\\R", -1);
            return List.of(statements).stream().filter(sql -> !sql.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String subject(String sql) {
        return TABLES.stream()
                .filter(table -> sql.contains("INSERT INTO shop." + table))
                .findFirst()
                .orElse("schema");
    }
}
