package io.datachat.tests.benchmark;

import java.util.Arrays;
import java.util.Locale;

/// Durations in nanoseconds, sorted.
public final class Sample {
    private final long[] sorted;

    private Sample(long[] sorted) {
        this.sorted = sorted;
    }

    public static Sample of(long[] nanos) {
        var copy = nanos.clone();
        Arrays.sort(copy);
        return new Sample(copy);
    }

    /// @param share 0 to 1: 0.5 for the median
    public double nanos(double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
    }

    public String p50() {
        return time(nanos(0.5));
    }

    public String p99() {
        return time(nanos(0.99));
    }

    /// Three digits are all that a shared machine can tell.
    public static String time(double nanos) {
        if (nanos < 1e5) return number(nanos / 1e3) + " µs";
        return nanos < 1e9 ? number(nanos / 1e6) + " ms" : number(nanos / 1e9) + " s";
    }

    public static String number(double value) {
        if (value >= 100) return String.format(Locale.ROOT, "%,.0f", value);
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }
}
