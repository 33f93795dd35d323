package io.datachat.tests.evaluator;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The contents of a database in memory: for each table its rows, each a value per column name (lower case).
///
/// @param doubles names of the columns whose numbers are doubles
/// @param dates   `table.column` of the columns that hold dates, also when no row has one
///
/// Values are null, Boolean, BigDecimal (integers and decimals), Double, String, LocalDate, LocalDateTime or Instant.
public record Rows(Map<String, List<Map<String, @Nullable Object>>> tables, Set<String> doubles, Set<String> dates) {
    public Rows {
        tables = Map.copyOf(tables);
        doubles = Set.copyOf(doubles);
        dates = Set.copyOf(dates);
    }

    List<Map<String, @Nullable Object>> of(String table) {
        var rows = tables.get(table);
        if (rows == null) throw new IllegalArgumentException("no table " + table);
        return rows;
    }
}
