package io.datachat.apex.plan.difference;

import java.util.Locale;

/// One thing that a metric does otherwise than before.
///
/// @param was in words; empty when there was nothing
/// @param is  in words; empty when there is nothing
public record Change(Kind kind, String what, String was, String is) {
    public enum Kind {
        /// Other rows count.
        FILTER,
        /// Other rows are one: table, key, or the joins that columns are reached by.
        GRAIN,
        /// Another aggregation, argument, formula or view of time.
        MEASURE,
        /// Rows fall on other moments.
        TIME,
        TYPE,
        UNIT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// `filter: status <> 'refunded' is gone`.
    public String words() {
        var said = what.isEmpty() ? kind.word() : kind.word() + " (" + what + ")";
        if (was.isEmpty()) return said + ": " + is + " is new";
        if (is.isEmpty()) return said + ": " + was + " is gone";
        return said + ": was " + was + ", is " + is;
    }
}
