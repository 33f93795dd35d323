package io.datachat.apex.change;

import io.datachat.apex.answer.Receipt;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.plan.write.TouchedRows;
import io.datachat.apex.read.write.Assignment;
import io.datachat.apex.render.Executable;
import java.util.List;
import java.util.stream.Stream;

/// A write that was read, planned, governed and checked.
///
/// @param table   as whoever writes sees it
/// @param key     what tells its rows apart
/// @param columns those that are written
/// @param rows    computes the key (of an update) and the new values of each row
/// @param tables  that are read or written
public record CompiledWrite(
        Assignment.Kind kind,
        String database,
        Table table,
        List<String> key,
        List<Table.Column> columns,
        Executable.Compiled rows,
        Receipt receipt,
        List<Table.Name> tables) {
    public CompiledWrite {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        tables = List.copyOf(tables);
    }

    /// @param tables that are read
    public static CompiledWrite of(Assignment to, Executable.Compiled rows, Receipt receipt, List<Table.Name> tables) {
        return new CompiledWrite(
                to.kind(),
                rows.database(),
                to.table(),
                to.key(),
                to.columns(),
                rows,
                receipt,
                Stream.concat(tables.stream(), Stream.of(to.table().name()))
                        .distinct()
                        .toList());
    }

    public TouchedRows.Where place() {
        return new TouchedRows.Where(database, table, key);
    }

    public boolean update() {
        return kind == Assignment.Kind.UPDATE;
    }

    boolean writes(String column) {
        return columns.stream().anyMatch(written -> written.name().equalsIgnoreCase(column));
    }
}
