package io.datachat.tests.benchmark;

import java.util.Arrays;
import java.util.Locale;

/// Durations of one kind of thing, in nanoseconds.
final class Timings {
    private long[] nanos = new long[1024];
    private int count;

    void add(long duration) {
        if (count == nanos.length) nanos = Arrays.copyOf(nanos, count * 2);
        nanos[count++] = duration;
    }

    double millis(double share) {
        var sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1L, (long) (share * count))] / 1e6;
    }

    String line(String what) {
        return String.format(
                Locale.ROOT,
                "| %-58s | p50 %8.3f ms | p99 %8.3f ms | %6d runs |",
                what,
                millis(0.5),
                millis(0.99),
                count);
    }
}
