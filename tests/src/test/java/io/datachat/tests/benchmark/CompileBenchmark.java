package io.datachat.tests.benchmark;

import io.datachat.apex.Compiler;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.tests.benchmark.Figures.Figure;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;

/// How long a compilation takes in a warm JVM. The yardstick is Calcite's parser reading a statement like those that
/// are written.
final class CompileBenchmark {
    private static final int WARM_UP = 6_000;
    private static final int MEASURED = 6_000;
    private static final int KNOWN = 50_000;
    private static final double SEEN_BEFORE = 0.95;
    private static final Asking ASKING = Asking.local(Instant.parse("2025-07-15T12:00:00Z"));
    private static final String STATEMENT = """
        SELECT "o"."channel", "c"."segment", DATE_TRUNC('month', "l"."sold_at") AS "sold", SUM("l"."quantity" * "l"."price") AS "revenue"
        FROM "public"."lines" AS "l"
        LEFT JOIN "public"."orders" AS "o" ON "l"."order_id" = "o"."id"
        LEFT JOIN "public"."customers" AS "c" ON "o"."customer_id" = "c"."id"
        WHERE "o"."status" <> 'cancelled' AND "l"."sold_at" >= ? AND "l"."sold_at" < ? AND "c"."segment" IN (?, ?, ?)
        GROUP BY "o"."channel", "c"."segment", DATE_TRUNC('month', "l"."sold_at")
        ORDER BY "revenue" DESC
        LIMIT 20
        """;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CompileBenchmark() {}

    public static void main(String[] arguments) {
        measure(new Shops(1), "5 tables", 7);
        measure(new Shops(400), "2,000 tables × 30 columns", 8);
    }

    /// Wall and CPU time of the same calls.
    private static final class Both {
        final long[] wall;
        final long[] cpu;

        Both(int calls) {
            this.wall = new long[calls];
            this.cpu = new long[calls];
        }

        void time(int call, Runnable work) {
            var cpuBefore = THREADS.getCurrentThreadCpuTime();
            var before = System.nanoTime();
            work.run();
            wall[call] = System.nanoTime() - before;
            cpu[call] = THREADS.getCurrentThreadCpuTime() - cpuBefore;
        }
    }

    private static void measure(Shops shops, String size, long seed) {
        var compiler = shops.compiler();
        var shapes = new Shapes(seed, shops.count());
        for (var call = 0; call < WARM_UP; call++) compiler.compile(shapes.next(), ASKING);
        var fresh = fresh(compiler, shapes);
        var yardstick = parsing();
        // Its cache prefers what is asked for often to what was asked last; a new one has room for all.
        var known = known(new Compiler(compiler.model(), ZoneOffset.UTC, List.of()), shapes);
        print("compile a new shape, " + size, fresh, yardstick, new double[] {1e6, 5e6});
        print("compile a known shape with other values, " + size, known, yardstick, new double[] {1e5, Double.MAX_VALUE
        });
    }

    private static Both fresh(Compiler compiler, Shapes shapes) {
        var times = new Both(MEASURED);
        for (var call = 0; call < MEASURED; call++) {
            var query = shapes.next();
            times.time(call, () -> expect(compiler, query, false));
        }
        return times;
    }

    private static Both known(Compiler compiler, Shapes shapes) {
        List<MetricQuery> some = new ArrayList<>();
        for (var i = 0; i < 50; i++) some.add(shapes.next());
        some.forEach(query -> compiler.compile(query, ASKING));
        Both times = new Both(0);
        for (var round = 0; round < 2; round++) {
            times = new Both(KNOWN);
            for (var call = 0; call < KNOWN; call++) {
                var query = Shapes.withOtherValues(some.get(call % some.size()), round * KNOWN + call);
                times.time(call, () -> expect(compiler, query, true));
            }
        }
        return times;
    }

    /// A benchmark of the wrong thing is worse than none.
    private static void expect(Compiler compiler, MetricQuery query, boolean seen) {
        var receipt = compiler.compile(query, ASKING).receipt();
        if (receipt.confidence() > SEEN_BEFORE != seen)
            throw new IllegalStateException("seen before: " + !seen + "; " + query);
    }

    private static Both parsing() {
        var times = new Both(0);
        for (var round = 0; round < 4; round++) {
            times = new Both(MEASURED);
            for (var call = 0; call < MEASURED; call++) times.time(call, CompileBenchmark::parse);
        }
        return times;
    }

    private static void parse() {
        try {
            SqlParser.create(STATEMENT).parseQuery();
        } catch (SqlParseException e) {
            throw new IllegalStateException(STATEMENT, e);
        }
    }

    private static void print(String name, Both times, Both yardstick, double[] limits) {
        var wall = Sample.of(times.wall);
        var cpu = Sample.of(times.cpu);
        var base = Sample.of(yardstick.cpu);
        var target = "p50 < " + Sample.time(limits[0]) + (limits[1] < 1e12 ? ", p99 < " + Sample.time(limits[1]) : "");
        Figures.print(new Figure(
                name,
                String.format(
                        Locale.ROOT,
                        "p50 %s, p99 %s (CPU p50 %s, p99 %s)",
                        wall.p50(),
                        wall.p99(),
                        cpu.p50(),
                        cpu.p99()),
                "parse a statement: CPU p50 " + base.p50() + "; " + Figures.times(cpu.nanos(0.5), base.nanos(0.5)),
                target,
                Figures.met(within(wall, limits), within(cpu, limits))));
    }

    private static boolean within(Sample times, double[] limits) {
        return times.nanos(0.5) < limits[0] && times.nanos(0.99) < limits[1];
    }
}
