package io.datachat.apex.resolve.asked;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.time.Amount;
import io.datachat.apex.time.Grain;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Where a bind of the compiled text gets its value when the same question is asked with other values.
public sealed interface Slot {
    DataType type();

    /// Value `value` of filter `filter` of the query.
    ///
    /// @param columnZone in which the compared column's local times are written
    record FilterValue(int filter, int value, DataType type, ZoneId columnZone) implements Slot {}

    /// An end of the period, or of the period it is compared with.
    ///
    /// @param back  so much before that end; null for the end itself
    /// @param clock the end must lie on a boundary of this grain; null when it may lie anywhere
    record Edge(
            End end,
            DataType type,
            ZoneId columnZone,
            @Nullable Amount back,
            @Nullable Grain clock) implements Slot {}

    /// The query's limit.
    record Limit() implements Slot {
        @Override
        public DataType type() {
            return Simple.BIGINT;
        }
    }

    /// Item `item` of a template's list parameter; -1 for a parameter that is no list.
    record Parameter(String name, int item, DataType type) implements Slot {}

    /// A value that is the same for every question of this plan: what an access rule compares with.
    record Given(String value) implements Slot {
        @Override
        public DataType type() {
            return Simple.TEXT;
        }

        /// It may be a secret.
        @Override
        public String toString() {
            return "Given[***]";
        }
    }

    enum End {
        FROM,
        TO,
        PREVIOUS_FROM,
        PREVIOUS_TO
    }
}
