package io.datachat.apex.warehouse.value;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads DuckDB's type names, as `duckdb_columns()` and the driver spell them: `DECIMAL(12,2)`, `INTEGER[]`, `ENUM('a',
/// 'b')`.
public final class DuckDbTypes {
    private DuckDbTypes() {}

    public static DataType read(String name) {
        if (name.endsWith("]")) return new DataType.Array(read(name.substring(0, name.lastIndexOf('['))));
        var open = name.indexOf('(');
        var head = (open < 0 ? name : name.substring(0, open)).strip().toUpperCase(Locale.ROOT);
        return switch (head) {
            case "BOOLEAN" -> Simple.BOOLEAN;
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" -> Simple.INTEGER;
            case "BIGINT", "UINTEGER" -> Simple.BIGINT;
            case "UBIGINT" -> new DataType.Decimal(20, 0);
            // The sum of integers is a HUGEINT: 39 digits at most, of which we keep what a decimal can
            // state.
            case "HUGEINT", "UHUGEINT" -> new DataType.Decimal(38, 0);
            case "FLOAT", "DOUBLE" -> Simple.DOUBLE;
            case "DECIMAL" -> decimal(name, open);
            case "VARCHAR", "ENUM" -> Simple.TEXT;
            case "DATE" -> Simple.DATE;
            case "TIME" -> Simple.TIME;
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> Simple.TIMESTAMP;
            case "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ" -> Simple.INSTANT;
            case "JSON" -> Simple.JSON;
            case "UUID" -> Simple.UUID;
            case "BLOB" -> Simple.BYTES;
            default -> new DataType.Unknown(name);
        };
    }

    private static DataType decimal(String name, int open) {
        if (open < 0) return new DataType.Decimal(18, 3);
        var parts = name.substring(open + 1, name.indexOf(')', open)).split(",", -1);
        return new DataType.Decimal(Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip()));
    }

    /// The labels of `ENUM('it''s', 'b')`; empty for any other type.
    public static List<String> labels(String name) {
        if (!name.startsWith("ENUM(")) return List.of();
        var labels = new ArrayList<String>();
        var label = new StringBuilder();
        var inside = false;
        for (int at = 5; at < name.length(); at++) {
            var here = name.charAt(at);
            if (here != '\'') {
                if (inside) label.append(here);
            } else if (inside && at + 1 < name.length() && name.charAt(at + 1) == '\'') {
                label.append(here);
                at++;
            } else {
                if (inside) labels.add(label.toString());
                label.setLength(0);
                inside = !inside;
            }
        }
        return labels;
    }
}
