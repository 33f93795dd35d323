package io.datachat.apex.warehouse.standing;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.warehouse.introspect.Facts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A table, view or index as its database describes it now.
///
/// @param definition  of a view or an index, as its database writes it out; of a table of DuckDB the statement that
/// makes it
/// @param dependents  what would stand in the way of dropping it
/// @param referrers   foreign keys of other tables
/// @param fixed       why its columns can be neither dropped nor changed here; empty when they can
public record Standing(
        Table.Name name,
        Kind kind,
        String definition,
        @Nullable String comment,
        List<Column> columns,
        List<Constraint> constraints,
        List<Index> indexes,
        List<Dependent> dependents,
        List<Referrer> referrers,
        List<Right> rights,
        List<String> fixed) {
    public Standing {
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
        indexes = List.copyOf(indexes);
        dependents = List.copyOf(dependents);
        referrers = List.copyOf(referrers);
        rights = List.copyOf(rights);
        fixed = List.copyOf(fixed);
    }

    public enum Kind {
        TABLE,
        VIEW,
        MATERIALIZED_VIEW,
        INDEX
    }

    /// @param type       as the database spells it, with its collation where that is not the type's own
    /// @param expression of its default, or what it is generated from
    /// @param generated  `STORED` or `VIRTUAL` for one that is; empty for others
    /// @param sequence   whether a sequence of its own numbers it
    /// @param special    rights or settings that belong to the column alone
    public record Column(
            String name,
            String type,
            boolean required,
            @Nullable String expression,
            String generated,
            boolean sequence,
            boolean special,
            @Nullable String comment) {}

    /// @param definition what stands behind ADD CONSTRAINT and its name
    public record Constraint(
            String name,
            char kind,
            String definition,
            List<String> columns,
            @Nullable String comment) {
        public Constraint {
            columns = List.copyOf(columns);
        }

        public boolean on(String column) {
            return columns.contains(column);
        }
    }

    /// @param backing whether a constraint made it
    /// @param columns also those inside of its expressions
    public record Index(
            String name,
            String definition,
            List<String> columns,
            boolean backing,
            @Nullable String comment) {
        public Index {
            columns = List.copyOf(columns);
        }
    }

    /// @param said   such as `view shop.cheap`
    /// @param view   its name, when it is a view
    /// @param column that it depends on, where the database tells
    public record Dependent(
            String said,
            Table.@Nullable Name view,
            @Nullable String column) {}

    /// @param action what it does to its rows: `CASCADE`, `SET NULL`, …; empty when it only forbids
    public record Referrer(String name, Table.Name table, List<String> columns, String action) {
        public Referrer {
            columns = List.copyOf(columns);
        }
    }

    /// @param role null for PUBLIC
    public record Right(@Nullable String role, String privilege, boolean option) {}

    /// @return empty when there is nothing of this name
    public static Optional<Standing> of(Backend backend, Facts facts, Table.Name name) {
        return switch (backend) {
            case POSTGRESQL -> new PostgresStanding(facts, name).read();
            case DUCKDB -> new DuckDbStanding(facts, name).read();
        };
    }

    public Optional<Column> column(String wanted) {
        return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
    }
}
