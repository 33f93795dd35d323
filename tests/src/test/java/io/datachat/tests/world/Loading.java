package io.datachat.tests.world;

import io.datachat.tests.world.World.Thing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts a world's tables into a schema of a real database.
public final class Loading {
    private Loading() {}

    /// Creates the schema; keys are declared, foreign keys are not, so that rows may dangle.
    public static void load(World world, Connection into, String schema) throws SQLException {
        try (var statement = into.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
            for (var thing : world.things()) statement.execute(table(thing, schema));
        }
        for (var thing : world.things()) insert(world, thing, into, schema);
    }

    private static String table(Thing thing, String schema) {
        return "CREATE TABLE " + schema + "." + quoted(thing.table) + " ("
                + thing.columns.stream()
                        .map(column -> quoted(column.name()) + " " + column.kind().sql)
                        .collect(Collectors.joining(", "))
                + ", PRIMARY KEY (" + String.join(", ", thing.key) + (thing.history ? ", holds_from" : "") + "))";
    }

    private static void insert(World world, Thing thing, Connection into, String schema) throws SQLException {
        var rows = new ArrayList<>(world.rows().tables().getOrDefault(thing.table, List.of()));
        if (rows.isEmpty()) return;
        var marks = String.join(", ", Collections.nCopies(thing.columns.size(), "?"));
        try (var insert = into.prepareStatement(
                "INSERT INTO " + schema + "." + quoted(thing.table) + " VALUES (" + marks + ")")) {
            for (var row : rows) {
                for (var at = 0; at < thing.columns.size(); at++) {
                    var column = thing.columns.get(at);
                    insert.setObject(at + 1, bound(row.get(column.name()), column.kind()));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static @Nullable Object bound(@Nullable Object value, World.Kind kind) {
        if (value == null) return null;
        return switch (kind) {
            case INTEGER -> ((Number) value).intValue();
            case BIGINT -> ((Number) value).longValue();
            case INSTANT -> ((Instant) value).atOffset(ZoneOffset.UTC);
            case DECIMAL, FINE_DECIMAL, DOUBLE, TEXT, BOOLEAN, DATE, TIMESTAMP -> value;
        };
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
