package io.datachat.apex.warehouse.introspect;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tables of a database with what is known about them.
public abstract sealed class Structure permits DuckDbStructure, PostgresStructure {
    /// Where rollups live; never part of the catalog of sources.
    static final String ROLLUPS = "datachat_rollups";

    final Facts facts;
    final Assembly assembly = new Assembly();
    private final List<Problem> problems = new ArrayList<>();

    Structure(Facts facts) {
        this.facts = facts;
    }

    /// @param schemas which to read, empty for all but the system's
    public static Structure of(Backend backend, Facts facts, List<String> schemas) {
        return switch (backend) {
            case DUCKDB -> new DuckDbStructure(facts, "current_database()", "schema_name", schemas);
            case POSTGRESQL ->
                new PostgresStructure(
                        facts,
                        " AND n.nspname NOT IN ('information_schema', '" + ROLLUPS + "')" + among("n.nspname", schemas),
                        schemas);
        };
    }

    /// The rollups alone, which are no part of the sources.
    public static Structure rollups(Backend backend, Facts facts) {
        return switch (backend) {
            case DUCKDB -> new DuckDbStructure(facts, "'" + ROLLUPS + "'", "'" + ROLLUPS + "'", List.of());
            case POSTGRESQL -> new PostgresStructure(facts, " AND n.nspname = '" + ROLLUPS + "'", List.of());
        };
    }

    /// @throws Rejection when the tables or columns cannot be read
    public final List<Table> read() {
        tables();
        columns();
        optional("keys", this::keys);
        optional("indexes", this::indexes);
        return assembly.tables();
    }

    /// What could not be read although the tables could.
    public final List<Problem> problems() {
        return List.copyOf(problems);
    }

    /// The version of the server or library.
    public abstract String version();

    /// How many tables and views there are, asked in the simplest way that may still work.
    public abstract long count();

    /// The schema that an unqualified name means.
    public abstract String defaultSchema();

    abstract void tables();

    abstract void columns();

    abstract void keys();

    abstract void indexes();

    private void optional(String kind, Runnable reading) {
        try {
            reading.run();
        } catch (Rejection rejection) {
            problems.add(Problem.of(
                            WarehouseCode.CATALOG_PARTIAL,
                            "The " + kind + " could not be read: "
                                    + rejection.problems().getFirst().message())
                    .hint("tables and columns are usable; declare missing keys with `primary_key:` in the entity"));
        }
    }

    static String among(String column, List<String> names) {
        if (names.isEmpty()) return "";
        return names.stream().map(name -> "?").collect(Collectors.joining(", ", " AND " + column + " IN (", ")"));
    }

    static String text(@Nullable Object[] row, int at) {
        return Objects.requireNonNull(row[at]).toString();
    }

    static @Nullable String textOrNull(@Nullable Object[] row, int at) {
        var value = row[at];
        return value == null ? null : value.toString();
    }

    static long number(@Nullable Object[] row, int at) {
        return row[at] instanceof Number value ? value.longValue() : -1;
    }

    static Table.Name name(@Nullable Object[] row, int at) {
        return new Table.Name(text(row, at), text(row, at + 1));
    }
}
