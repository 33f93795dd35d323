package io.datachat.apex.render;

import io.datachat.apex.catalog.Backend;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The two databases, each with the same rows, started once for all tests of this package.
final class Engines {
    private static @Nullable Map<Backend, Connection> connections;

    private Engines() {}

    static synchronized Connection connection(Backend backend) throws SQLException {
        var open = connections;
        if (open == null) {
            open = new EnumMap<>(Backend.class);
            open.put(Backend.DUCKDB, DriverManager.getConnection("jdbc:duckdb:"));
            open.put(Backend.POSTGRESQL, postgres().getPostgresDatabase().getConnection());
            for (var connection : open.values()) run(connection, Shop.DDL);
            connections = open;
        }
        return java.util.Objects.requireNonNull(open.get(backend));
    }

    private static EmbeddedPostgres postgres() {
        try {
            // A locale whose text order is not that of code points.
            var postgres = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale-provider", "icu")
                    .setLocaleConfig("icu-locale", "en-US")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
            return postgres;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The rows, as text that is the same for equal values; a type that only one engine gives shows as another
    /// text.
    static List<String> rows(Backend backend, Rendered rendered, List<?> binds) throws SQLException {
        try (var statement = connection(backend).prepareStatement(rendered.text())) {
            for (var i = 0; i < rendered.parameters().size(); i++)
                statement.setObject(i + 1, binds.get(rendered.parameters().get(i)));
            return rows(statement);
        }
    }

    static List<String> rows(Backend backend, String sql) throws SQLException {
        return rows(backend, new Rendered(sql, List.of()), List.of());
    }

    private static List<String> rows(PreparedStatement statement) throws SQLException {
        var rows = new ArrayList<String>();
        try (var result = statement.executeQuery()) {
            var width = result.getMetaData().getColumnCount();
            while (result.next()) {
                var row = new StringBuilder();
                for (var i = 1; i <= width; i++) row.append(i > 1 ? " | " : "").append(cell(result, i));
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private static String cell(ResultSet result, int index) throws SQLException {
        var value = result.getObject(index);
        return switch (value) {
            case null -> "NULL";
            case BigInteger huge -> "huge " + huge;
            case BigDecimal exact -> "decimal " + exact.stripTrailingZeros().toPlainString();
            case Double floating ->
                "double "
                        + new BigDecimal(floating)
                                .round(new MathContext(12))
                                .stripTrailingZeros()
                                .toPlainString();
            case java.sql.Timestamp _
            when result.getMetaData().getColumnTypeName(index).equals("timestamptz") -> "instant " + value;
            case java.sql.Timestamp _ -> "timestamp " + result.getObject(index, LocalDateTime.class);
            case LocalDateTime moment -> "timestamp " + moment;
            case java.sql.Date _ -> "date " + result.getObject(index, LocalDate.class);
            case LocalDate date -> "date " + date;
            case Integer whole -> "whole " + whole;
            case Short whole -> "whole " + whole;
            case Long whole -> "whole " + whole;
            case String text -> "text " + text;
            default -> value.getClass().getSimpleName() + " " + value;
        };
    }
}
