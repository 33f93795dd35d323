package io.datachat.tests.benchmark;

import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.tests.benchmark.Figures.Figure;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A thousand DataPoints read, checked and linted, in a JVM that has done nothing before; the yardstick is the YAML
/// library alone.
final class LoadBenchmark {
    private static final Shops SHOPS = new Shops(91);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double LIMIT = 1e9;

    private LoadBenchmark() {}

    /// @param arguments none: prints the nanoseconds of the YAML library alone, which needs a cold JVM of its own;
    /// else these nanoseconds
    public static void main(String[] arguments) {
        var texts = SHOPS.texts();
        if (arguments.length == 0) {
            Figures.tell(String.valueOf(time(() -> yaml(texts))));
            return;
        }
        var yardstick = Double.parseDouble(arguments[0]);
        var cpuBefore = THREADS.getCurrentThreadCpuTime();
        var before = System.nanoTime();
        var library = LibraryReader.read(texts, LibraryReader.Reading.NOTHING).library();
        var cold = (double) (System.nanoTime() - before);
        var cpu = (double) (THREADS.getCurrentThreadCpuTime() - cpuBefore);
        var again = new long[11];
        for (var i = 0; i < again.length; i++)
            again[i] = time(() -> LibraryReader.read(texts, LibraryReader.Reading.NOTHING));
        var warm = Sample.of(again);
        Figures.print(new Figure(
                library.definitions().size() + " DataPoints loaded and linted",
                Sample.time(cold) + " in a cold JVM (" + Sample.time(cpu) + " CPU), " + warm.p50() + " when repeated",
                "YAML library alone, cold: " + Sample.time(yardstick) + "; " + Figures.times(cold, yardstick),
                "< 1 s",
                Figures.met(cold < LIMIT, cpu < LIMIT)));
    }

    private static long time(Runnable work) {
        var before = System.nanoTime();
        work.run();
        return System.nanoTime() - before;
    }

    private static void yaml(Map<String, String> texts) {
        var settings = LoadSettings.builder().build();
        texts.values()
                .forEach(text -> new Load(settings).loadAllFromString(text).forEach(document -> {}));
    }
}
