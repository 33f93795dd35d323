package io.datachat.apex.render;

import io.datachat.apex.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The statement around the rows of a write. Every name in it is a catalog's, and quoted.
///
/// @param columns   those that are written, in the order of the rows' `v1`, …
/// @param key       of the table; of an update in the order of the rows' `k1`, …
/// @param natives   what the database calls the type of a column that text must be cast to
/// @param invented  whole-number columns that get the next numbers of the table itself instead of a sequence's
/// @param identity  whether the database would refuse numbers for these without being told
public record WriteText(
        Table.Name table,
        List<String> columns,
        List<String> key,
        Map<String, String> natives,
        List<String> invented,
        boolean identity) {
    public WriteText {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        natives = Map.copyOf(natives);
        invented = List.copyOf(invented);
    }

    /// @param rows a query with the columns `v1`, …; the statement gives back the key of each row
    public String insert(String rows) {
        List<String> into = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (var i = 0; i < columns.size(); i++) {
            into.add(quoted(columns.get(i)));
            values.add(value(i));
        }
        for (var column : invented) {
            into.add(quoted(column));
            values.add("(SELECT coalesce(max(" + quoted(column) + "), 0) FROM " + named() + ") + row_number() OVER ()");
        }
        return "INSERT INTO " + named() + " (" + String.join(", ", into) + ")"
                + (identity && !invented.isEmpty() ? " OVERRIDING SYSTEM VALUE" : "") + " SELECT "
                + String.join(", ", values) + " FROM (" + rows + ") AS datachat_rows RETURNING "
                + key.stream().map(WriteText::quoted).collect(Collectors.joining(", "));
    }

    /// @param rows a query with the columns `k1`, … and `v1`, …
    public String update(String rows) {
        List<String> sets = new ArrayList<>();
        for (var i = 0; i < columns.size(); i++) sets.add(quoted(columns.get(i)) + " = " + value(i));
        List<String> same = new ArrayList<>();
        for (var i = 0; i < key.size(); i++)
            same.add("datachat_target." + quoted(key.get(i)) + " = datachat_rows.k" + (i + 1));
        return "UPDATE " + named() + " AS datachat_target SET " + String.join(", ", sets) + " FROM (" + rows
                + ") AS datachat_rows WHERE " + String.join(" AND ", same);
    }

    private String value(int column) {
        var value = "datachat_rows.v" + (column + 1);
        var type = natives.get(columns.get(column));
        return type == null ? value : "CAST(" + value + " AS " + type + ")";
    }

    private String named() {
        return quoted(table.schema()) + "." + quoted(table.table());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
