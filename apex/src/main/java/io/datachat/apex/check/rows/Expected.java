package io.datachat.apex.check.rows;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.time.Grain;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the rows of every question of one shape must look like.
///
/// @param columns in the order of the answer
/// @param key     columns that no two rows have in common; empty when none are known
/// @param count   how many rows there may be
/// @param named   the names under which a database must give the columns; empty when it gives names of its own
/// @param time    null unless a column holds buckets of the question's time
/// @param data    null unless it is known what time the rows read are of
/// @param known   what is odd before any row was seen
public record Expected(
        List<Column> columns,
        List<Integer> key,
        Count count,
        List<String> named,
        @Nullable Time time,
        @Nullable Data data,
        List<Finding> known) {
    /// Nothing is known.
    public static final Expected ANYTHING =
            new Expected(List.of(), List.of(), Count.ANY, List.of(), null, null, List.of());

    public Expected {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        named = List.copyOf(named);
        known = List.copyOf(known);
    }

    /// @param never why it is never NULL; null when it may be
    /// @param range null when every number will do
    /// @param value whether it is a value of a metric
    public record Column(
            String name,
            DataType type,
            @Nullable String never,
            @Nullable Range range,
            boolean value) {
        static Column of(String name, DataType type) {
            return new Column(name, type, null, null, false);
        }

        Column never(@Nullable String why) {
            return new Column(name, type, why, range, value);
        }

        Column within(Range other) {
            return new Column(name, type, never, other, value);
        }

        Column asValue() {
            return new Column(name, type, never, range, true);
        }
    }

    /// Both ends belong to it.
    ///
    /// @param from -∞ without one
    /// @param to   ∞ without one
    /// @param why  in words
    public record Range(double from, double to, String why) {
        private static final double ROUNDING = 1e-9;

        static final Range COUNT = new Range(0, Double.POSITIVE_INFINITY, "from 0, as it counts");

        /// Sums of doubles may be off by their rounding.
        boolean holds(double number) {
            return number >= from - ROUNDING * Math.max(1, Math.abs(from))
                    && number <= to + ROUNDING * Math.max(1, Math.abs(to));
        }
    }

    /// @param least why it is not fewer is `why`
    public record Count(long least, long most, String why) {
        public static final Count ANY = new Count(0, Long.MAX_VALUE, "");

        Count most(long other, String reason) {
            return other < most ? new Count(Math.min(least, other), other, reason) : this;
        }
    }

    /// @param column with the starts of the buckets
    public record Time(int column, Grain grain) {}

    /// What was measured of the time of a table's rows.
    ///
    /// @param rows of the table; -1 when that is not known
    public record Data(String table, LocalDateTime first, LocalDateTime last, long rows) {}

    Expected with(List<Column> others, Count counted) {
        return new Expected(others, key, counted, named, time, data, known);
    }

    public Expected knowing(List<Finding> findings) {
        return findings.isEmpty() ? this : new Expected(columns, key, count, named, time, data, findings);
    }
}
