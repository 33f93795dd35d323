package io.datachat.apex.exchange.metricflow;

import io.datachat.apex.exchange.metricflow.Spelling.Home;
import io.datachat.apex.time.Amount;
import io.datachat.apex.time.Grain;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What must be known of an imported metric to speak of it: its id here, and where its measures live.
///
/// @param homes of all measures below it, each once
/// @param stated its own default granularity
/// @param view   which moments it looks at
/// @param late   by how much all of it is moved, where that is one window without filling; else null
record Facts(
        String id,
        List<Home> homes,
        @Nullable Grain stated,
        View view,
        @Nullable Amount late) {
    /// From the simplest on; a metric made of several sees as the last of them.
    enum View {
        /// Each row's own moment.
        ROWS,
        GAPS,
        MOVED,
        WINDOW,
        MOVED_WINDOW;

        View and(View other) {
            return compareTo(other) > 0 ? this : other;
        }

        View moved() {
            return compareTo(WINDOW) >= 0 ? MOVED_WINDOW : MOVED;
        }
    }

    static final Amount NOT_LATE = new Amount(0, Duration.ZERO);

    Facts late(@Nullable Amount by) {
        return new Facts(id, homes, stated, view, by);
    }

    boolean looks() {
        return view != View.ROWS;
    }

    Facts(String id, List<Home> homes, @Nullable Grain stated, View view) {
        this(id, homes, stated, view, null);
    }

    Facts {
        homes = List.copyOf(homes);
    }

    /// The coarsest grain of the times of its measures.
    Grain natural() {
        return homes.stream()
                .map(home -> Moments.natural(home.time()))
                .max(Grain::compareTo)
                .orElse(Grain.DAY);
    }

    /// The grain of `metric_time` where none is stated: its own, else a day or what its times have.
    Grain usual() {
        var natural = natural();
        if (stated != null) return stated;
        return natural.compareTo(Grain.DAY) < 0 ? Grain.DAY : natural;
    }
}
