package io.datachat.apex.fresh;

import io.datachat.apex.project.Project.Refresh;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When which view is due: after a quiet time, but not put off for ever; after a failure, later each time. For one
/// thread.
final class Agenda {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 6;

    private final Map<String, Entry> entries = new HashMap<>();

    private static final class Entry {
        private @Nullable Instant first;
        private @Nullable Instant due;
        private @Nullable Instant notBefore;
        private int failures;
    }

    /// A table of the view changed.
    void changed(Refresh.View view, Instant at) {
        var entry = entry(view);
        if (entry.first == null) entry.first = at;
        var quiet = at.plus(view.quiet());
        var latest = entry.first.plus(view.atMost());
        var next = quiet.isBefore(latest) ? quiet : latest;
        // What is due at once stays so.
        if (entry.due == null || entry.due.isAfter(entry.first)) entry.due = next;
    }

    /// The view may be old, nobody knows since when.
    void doubtful(Refresh.View view, Instant at) {
        var entry = entry(view);
        if (entry.first == null) entry.first = at;
        entry.due = entry.first;
    }

    /// What is known by now will be in the refresh that begins.
    void begin(Refresh.View view) {
        var entry = entry(view);
        entry.first = null;
        entry.due = null;
    }

    void succeeded(Refresh.View view) {
        var entry = entry(view);
        entry.failures = 0;
        entry.notBefore = null;
    }

    /// It is due again, after a while.
    void failed(Refresh.View view, Instant at) {
        doubtful(view, at);
        var entry = entry(view);
        entry.notBefore = at.plus(wait(entry.failures++));
    }

    /// How long to wait after so many failures in a row.
    static Duration wait(int failures) {
        var wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures, DOUBLINGS));
        return wait.compareTo(LAST_RETRY) < 0 ? wait : LAST_RETRY;
    }

    boolean failing(Refresh.View view) {
        return entry(view).failures > 0;
    }

    /// Since when changes wait; empty when none does.
    Optional<Instant> since(Refresh.View view) {
        return Optional.ofNullable(entry(view).first);
    }

    Optional<Instant> due(Refresh.View view) {
        var entry = entry(view);
        if (entry.due == null) return Optional.empty();
        return Optional.of(entry.notBefore != null && entry.notBefore.isAfter(entry.due) ? entry.notBefore : entry.due);
    }

    private Entry entry(Refresh.View view) {
        return entries.computeIfAbsent(view.name(), _ -> new Entry());
    }
}
