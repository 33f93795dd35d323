package io.datachat.apex.read.draft;

import io.datachat.apex.catalog.Backend;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a statement wants to change. Stretches of its text (types, expressions, bodies of views) are kept as they were
/// written; each is whole tokens with its brackets closed, and none holds a `;`.
public sealed interface Wanted {
    /// A name as its author wrote it.
    record Part(String text, boolean quoted, int from, int to) {
        /// As the database understands it: PostgreSQL folds what is not quoted.
        public String in(Backend backend) {
            return quoted || backend == Backend.DUCKDB ? text : text.toLowerCase(Locale.ROOT);
        }

        public boolean names(String name, Backend backend) {
            return backend == Backend.DUCKDB ? name.equalsIgnoreCase(text) : name.equals(in(backend));
        }
    }

    /// A table, view or index, perhaps with its schema.
    record Ref(@Nullable Part schema, Part name) {
        public int from() {
            return schema == null ? name.from() : schema.from();
        }

        public String said() {
            return schema == null ? name.text() : schema.text() + "." + name.text();
        }
    }

    enum Thing {
        TABLE,
        VIEW,
        MATERIALIZED_VIEW,
        INDEX,
        COLUMN;

        public String sql() {
            return name().replace('_', ' ');
        }

        public String word() {
            return sql().toLowerCase(Locale.ROOT);
        }
    }

    /// INSERT or UPDATE: read by the gate of writes.
    ///
    /// @param counting the query that counts its rows; empty when they are written out
    /// @param rows     that are written out
    record Write(String counting, long rows) implements Wanted {}

    /// @param alias the table with its alias, as written
    /// @param where from WHERE on; null for every row
    record Delete(Ref table, String alias, @Nullable String where) implements Wanted {}

    record Truncate(Ref table) implements Wanted {}

    /// @param types   of the columns
    /// @param targets of foreign keys
    /// @param body    after the name
    /// @param query   where the query begins that fills it, or -1
    record CreateTable(Ref table, List<String> types, List<Ref> targets, String body, int query) implements Wanted {}

    record CreateView(Thing kind, Ref view, boolean replace, String columns, int query) implements Wanted {}

    /// @param body after the name of the table
    record CreateIndex(Part name, Ref table, boolean unique, boolean aside, String body) implements Wanted {}

    /// @param aside CONCURRENTLY
    record Drop(Thing kind, Ref name, boolean aside) implements Wanted {}

    record Alter(Ref table, Action action) implements Wanted {}

    record Rights(boolean give, List<String> privileges, Ref table, List<Part> roles, boolean option)
            implements Wanted {
        public String said() {
            return privileges.stream().collect(Collectors.joining(", "));
        }
    }

    /// @param column null unless it is about one
    /// @param text   the literal as written, or NULL
    record Comment(Thing kind, Ref on, @Nullable Part column, String text) implements Wanted {}

    /// One change of a table.
    sealed interface Action {
        record AddColumn(Column column) implements Action {}

        record DropColumn(Part column) implements Action {}

        record RenameColumn(Part column, Part to) implements Action {}

        record RenameTable(Part to) implements Action {}

        record Retype(Part column, String type, @Nullable String using) implements Action {}

        /// @param expression null to drop it
        record Default(Part column, @Nullable String expression) implements Action {}

        record Required(Part column, boolean required) implements Action {}

        record AddConstraint(Part name, Constraint.Text constraint) implements Action {}

        record DropConstraint(Part name) implements Action {}

        record RenameConstraint(Part name, Part to) implements Action {}
    }

    /// @param text       the type and all after it
    /// @param expression of its default
    /// @param filled     whether the database computes it for each row that is there
    record Column(
            Part name,
            String type,
            String text,
            @Nullable String expression,
            boolean filled,
            boolean primary,
            List<Ref> targets) {}

    enum Constraint {
        PRIMARY_KEY,
        UNIQUE,
        CHECK,
        FOREIGN_KEY;

        /// A constraint as text.
        public record Text(Constraint kind, List<Part> columns, String text, List<Ref> targets) {}
    }
}
