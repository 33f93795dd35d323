package io.datachat.apex.warehouse.write;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.warehouse.introspect.Facts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a write to one table sets in motion.
///
/// @param plain      whether it is a table of its own, perhaps in partitions: not foreign, without inheriting tables
/// @param triggers   of users, that are not disabled
/// @param rewrites   rules that make another statement of a write
/// @param code       functions and operators of users that constraints, defaults, indexes or policies run
/// @param uniques    what must be there once
/// @param checks     the columns that each CHECK compares
/// @param references to rows of other tables
/// @param referred   columns that other tables refer to
public record Surroundings(
        boolean plain,
        List<Trigger> triggers,
        List<String> rewrites,
        List<String> code,
        List<Filled> columns,
        List<Unique> uniques,
        List<List<String>> checks,
        List<Reference> references,
        Set<String> referred) {
    public Surroundings {
        triggers = List.copyOf(triggers);
        rewrites = List.copyOf(rewrites);
        code = List.copyOf(code);
        columns = List.copyOf(columns);
        uniques = List.copyOf(uniques);
        checks = List.copyOf(checks);
        references = List.copyOf(references);
        referred = Set.copyOf(referred);
    }

    public record Trigger(String name, boolean onInsert, boolean onUpdate) {}

    /// How a column that is left out is filled.
    ///
    /// @param nativeType as the database spells it
    /// @param expression of its default; null when it has none
    public record Filled(
            String name,
            String nativeType,
            boolean required,
            @Nullable String expression,
            Filling filling) {}

    public enum Filling {
        /// By its default, or NULL.
        DEFAULT,
        /// By the next number of a sequence, unless a value is given.
        NUMBERED,
        /// By the next number of a sequence, always.
        IDENTITY,
        /// By an expression over the row, always.
        GENERATED
    }

    /// @param whole false for one over some rows only, or over expressions
    public record Unique(List<String> columns, boolean whole) {}

    public record Reference(List<String> columns, Table.Name target) {}

    public static Surroundings of(Backend backend, Facts facts, Table.Name table) {
        return switch (backend) {
            case POSTGRESQL -> new PostgresSurroundings(facts, table).read();
            case DUCKDB -> new DuckDbSurroundings(facts, table).read();
        };
    }

    public Optional<Filled> column(String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
