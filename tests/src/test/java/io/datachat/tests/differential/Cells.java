package io.datachat.tests.differential;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values of answers, brought to few types so that they can be compared.
public final class Cells {
    private static final double TOLERANCE = 1e-9;

    private Cells() {}

    /// BigDecimal for integers and decimals, Double, String, Boolean, LocalDate, LocalDateTime, Instant.
    public static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Long whole -> BigDecimal.valueOf(whole);
            case Integer whole -> BigDecimal.valueOf(whole);
            case Short whole -> BigDecimal.valueOf(whole);
            case BigInteger whole -> new BigDecimal(whole);
            case Float single -> Double.parseDouble(single.toString());
            case java.sql.Date date -> date.toLocalDate();
            case Timestamp moment -> moment.toLocalDateTime();
            case OffsetDateTime moment -> moment.toInstant();
            default -> value;
        };
    }

    /// @param exact whether a double is no substitute for an integer or decimal
    public static boolean same(@Nullable Object right, @Nullable Object got, boolean exact) {
        if (right == null || got == null) return right == got;
        if (right instanceof BigDecimal wanted && got instanceof BigDecimal found) return wanted.compareTo(found) == 0;
        if (right instanceof Number wanted && got instanceof Number found) {
            return !exact && near(wanted.doubleValue(), found.doubleValue());
        }
        return right.equals(got);
    }

    /// A first moment of a day is as good as the day.
    public static boolean alike(@Nullable Object right, @Nullable Object got) {
        return same(moment(right), moment(got), false);
    }

    private static @Nullable Object moment(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case LocalDate date -> date.atStartOfDay();
            case Instant moment -> moment.atOffset(ZoneOffset.UTC).toLocalDateTime();
            default -> value;
        };
    }

    static boolean near(double one, double two) {
        if (Double.compare(one, two) == 0) return true;
        return Math.abs(one - two) <= TOLERANCE * Math.max(1, Math.max(Math.abs(one), Math.abs(two)));
    }

    /// The rows of a query over plain JDBC.
    public static List<List<@Nullable Object>> rows(Connection connection, String sql) throws SQLException {
        var rows = new ArrayList<List<@Nullable Object>>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                var row = new ArrayList<@Nullable Object>();
                for (var column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(cell(result, column));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static @Nullable Object cell(java.sql.ResultSet result, int column) throws SQLException {
        return switch (result.getMetaData().getColumnType(column)) {
            case java.sql.Types.DATE -> result.getObject(column, LocalDate.class);
            case java.sql.Types.TIMESTAMP ->
                result.getMetaData().getColumnTypeName(column).equals("timestamptz")
                        ? plain(result.getObject(column, OffsetDateTime.class))
                        : result.getObject(column, LocalDateTime.class);
            case java.sql.Types.OTHER ->
                result.getObject(column) instanceof Number number ? plain(number) : result.getString(column);
            default -> plain(result.getObject(column));
        };
    }
}
