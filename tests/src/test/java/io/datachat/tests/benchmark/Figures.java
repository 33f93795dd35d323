package io.datachat.tests.benchmark;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// What tests tell beside passing: figures, tables, what was refused. Nothing else prints.
public final class Figures {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Figures() {}

    /// @param measured what was measured, with its CPU time when it differs from wall time
    /// @param baseline the same run's yardstick, and how many times it is
    /// @param met      whether the target was met in this run, in words
    public record Figure(String name, String measured, String baseline, String target, String met) {}

    /// Whatever a person wants to read after a run.
    public static void tell(CharSequence text) {
        OUT.println(text);
    }

    /// One row of the table; the script prints the head.
    public static void print(Figure figure) {
        tell("| " + figure.name() + " | " + figure.measured() + " | " + figure.baseline() + " | " + figure.target()
                + " | " + figure.met() + " |");
    }

    public static String met(boolean met) {
        return met ? "yes" : "**no**";
    }

    /// On a busy machine wall time tells how long others were served; CPU time tells what the work costs.
    public static String met(boolean byWall, boolean byCpu) {
        return !byWall && byCpu ? "by CPU time" : met(byWall);
    }

    public static String times(double measured, double baseline) {
        return Sample.number(measured / baseline) + " ×";
    }
}
