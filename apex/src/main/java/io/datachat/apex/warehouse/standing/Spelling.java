package io.datachat.apex.warehouse.standing;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.render.Executable.Bind;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import io.datachat.apex.warehouse.introspect.Facts;
import java.util.List;

/// What names mean in a database.
public record Spelling(Backend backend, Facts facts) {
    /// Whether there is a type of this name.
    public boolean knows(String type) {
        try {
            return switch (backend) {
                case POSTGRESQL -> yes("SELECT to_regtype(?) IS NOT NULL", type);
                case DUCKDB ->
                    yes(
                            "SELECT count(*) > 0 FROM duckdb_types() WHERE lower(type_name) = lower(?)",
                            type.replaceAll("[(\\[].*", "").strip());
            };
        } catch (Rejection refused) { // PostgreSQL reads the words of a type before it looks for it
            if (refused.problems().getFirst().code() != WarehouseCode.SQL_REFUSED) throw refused;
            return false;
        }
    }

    /// The search path under which the texts that the database writes out mean what they say; empty where there is
    /// none.
    public String path() {
        if (backend == Backend.DUCKDB) return "";
        return String.valueOf(
                facts.ask("SELECT current_setting('search_path')", List.of()).getFirst()[0]);
    }

    /// Whether a table or a schema has this name.
    public boolean taken(String name) {
        return switch (backend) {
            case POSTGRESQL ->
                yes("SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_class WHERE relname = ?)", name)
                        || yes("SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?)", name);
            case DUCKDB -> yes("SELECT count(*) > 0 FROM duckdb_tables() WHERE table_name = ?", name);
        };
    }

    private boolean yes(String sql, String name) {
        return Boolean.TRUE.equals(
                facts.ask(sql, List.of(new Bind(name, Simple.TEXT))).getFirst()[0]);
    }
}
