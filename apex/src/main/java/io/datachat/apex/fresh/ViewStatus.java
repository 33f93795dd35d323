package io.datachat.apex.fresh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How fresh one view is.
///
/// @param tables       whose changes make it stale
/// @param silent       those of them that do not tell when they change
/// @param after        the views that are refreshed before it
/// @param pendingSince when the first change came that it does not show; null when it shows all that is known
/// @param took         how long the last refresh took
/// @param refreshes    how often it was refreshed since the server started
/// @param why          of the state; empty when there is nothing to say
public record ViewStatus(
        String database,
        String view,
        State state,
        List<String> tables,
        List<String> silent,
        List<String> after,
        @Nullable Instant lastChange,
        @Nullable Instant pendingSince,
        @Nullable Instant lastRefresh,
        @Nullable Duration took,
        long refreshes,
        String why,
        List<String> notes) {
    public ViewStatus {
        tables = List.copyOf(tables);
        silent = List.copyOf(silent);
        after = List.copyOf(after);
        notes = List.copyOf(notes);
    }

    ViewStatus pending(@Nullable Instant changed, @Nullable Instant since) {
        return new ViewStatus(
                database, view, state, tables, silent, after, changed, since, lastRefresh, took, refreshes, why, notes);
    }

    ViewStatus refreshed(@Nullable Instant when, @Nullable Duration length, long times) {
        return new ViewStatus(
                database,
                view,
                state,
                tables,
                silent,
                after,
                lastChange,
                pendingSince,
                when,
                length,
                times,
                why,
                notes);
    }

    public enum State {
        /// It shows all changes that were told.
        FRESH,
        /// Changes wait for a quiet time.
        PENDING,
        /// Another server refreshes it.
        STANDBY,
        /// It shows what was told, but some tables tell nothing.
        DEAF,
        /// The last refresh failed; it is tried again.
        FAILING,
        /// It cannot be refreshed as it is.
        REFUSED,
        /// The database is not reached; it is tried again.
        AWAY,
        /// No server listens.
        OFF;

        /// The word in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether somebody has to do something.
        public boolean troubled() {
            return switch (this) {
                case FRESH, PENDING, STANDBY, OFF -> false;
                case DEAF, FAILING, REFUSED, AWAY -> true;
            };
        }
    }
}
