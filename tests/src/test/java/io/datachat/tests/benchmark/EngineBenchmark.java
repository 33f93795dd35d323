package io.datachat.tests.benchmark;

import io.datachat.apex.Apex;
import io.datachat.apex.Compiler;
import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.query.MetricQuery.Order;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.time.Grain;
import io.datachat.tests.differential.Engine;
import io.datachat.tests.golden.GoldenWorld;
import io.datachat.tests.world.Dice;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineBenchmark {
    private static final int WARM = 4_000;
    private static final int RUNS = 4_000;

    @Test
    void compile(@TempDir Path folder) throws SQLException, IOException {
        try (var engine = GoldenWorld.engine(folder.resolve("small"))) {
            newShapes("new shape, 13 tables", engine.apex());
            knownShape("known shape with other values", engine.apex());
        }
        var large = folder.resolve("large");
        GoldenWorld.engine(large).close();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + large.resolve("shop.duckdb"));
                var statement = connection.createStatement()) {
            for (var table = 0; table < 2_000; table++) {
                var columns = new StringBuilder("id INTEGER PRIMARY KEY");
                for (var column = 1; column < 30; column++)
                    columns.append(", c").append(column).append(" DECIMAL(12,2)");
                statement.execute("CREATE TABLE wide_" + table + " (" + columns + ")");
            }
        }
        try (var engine = Engine.open(large)) {
            newShapes("new shape, 2,000 tables x 30 columns", engine.apex());
            knownShape("known shape with other values, 2,000 tables", engine.apex());
        }
    }

    private static void newShapes(String what, Apex apex) {
        var asking = Asking.local(Engine.AS_OF);
        var dice = new Dice(1);
        var timings = new Timings();
        var cpu = 0L;
        for (var run = -WARM; run < RUNS; run++) {
            var query = shape(dice);
            var fresh = new Compiler(apex.model(), ZoneOffset.UTC, List.of());
            var before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            var started = System.nanoTime();
            fresh.compile(query, asking);
            if (run < 0) continue;
            timings.add(System.nanoTime() - started);
            cpu += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        }
        System.out.println(
                timings.line(what) + String.format(Locale.ROOT, " %.3f ms CPU in the mean |", cpu / 1e6 / RUNS));
    }

    private static void knownShape(String what, Apex apex) {
        var asking = Asking.local(Engine.AS_OF);
        var compiler = new Compiler(apex.model(), ZoneOffset.UTC, List.of());
        var timings = new Timings();
        for (var run = -20_000; run < 20_000; run++) {
            var query = new MetricQuery(
                    List.of("revenue", "orders"),
                    List.of(new Dimension("order.channel", null)),
                    Grain.MONTH,
                    new Span.Between("2024-0" + (1 + Math.floorMod(run, 9)) + "-01", "2025-01-01"),
                    List.of(new Filter("order.status", Op.EQ, List.of("value " + run))),
                    List.of(),
                    null,
                    Compare.NONE,
                    null,
                    null,
                    Map.of(),
                    false);
            var started = System.nanoTime();
            compiler.compile(query, asking);
            if (run >= 0) timings.add(System.nanoTime() - started);
        }
        System.out.println(timings.line(what));
    }

    private static MetricQuery shape(Dice dice) {
        var metrics = dice.some(
                List.of(
                        "revenue",
                        "orders",
                        "units",
                        "buyers",
                        "order_value",
                        "net_revenue",
                        "paid",
                        "list_value",
                        "completed_revenue"),
                dice.between(1, 2));
        var dimensions = dice
                .some(
                        List.of("order.channel", "customer.tier", "region.region", "order.shipping.city"),
                        dice.between(0, 2))
                .stream()
                .map(name -> new Dimension(name, null))
                .toList();
        var filters = new ArrayList<Filter>();
        if (dice.chance(0.5))
            filters.add(new Filter("order.status", dice.pick(Op.EQ, Op.NE, Op.CONTAINS), List.of("completed")));
        if (dice.chance(0.5)) filters.add(new Filter("customer.full_name", Op.IN, List.of("Ada", "Bob")));
        return new MetricQuery(
                metrics,
                dimensions,
                dice.chance(0.5) ? dice.pick(Grain.DAY, Grain.MONTH, Grain.YEAR) : null,
                dice.chance(0.6) ? new Span.Between("2024-01-01", "2025-01-01") : null,
                filters,
                dice.chance(0.5) ? List.of(new Order(metrics.getFirst(), true)) : List.of(),
                dice.chance(0.3) ? 10 : null,
                Compare.NONE,
                null,
                null,
                Map.of(),
                false);
    }

    @Test
    void a_thousand_datapoints() {
        var texts = new HashMap<String, String>();
        for (var number = 0; number < 500; number++) {
            texts.put("datapoints/user/e" + number + ".yaml", """
                datapoint:
                  id: thing_%1$d
                  type: entity
                  name: Thing %1$d
                  source: things_%1$d
                  primary_key: id
                  time: happened
                  dimensions: [{name: kind_%1$d}, {name: size_%1$d, expression: "CASE WHEN amount > 3 THEN 'big' ELSE 'small' END"}]
                  relationships: [{to: thing_%2$d, cardinality: many_to_one, on: {other_id: id}}]
                """.formatted(number, (number + 1) % 500));
            texts.put("datapoints/user/m" + number + ".yaml", """
                datapoint:
                  id: amount_%1$d
                  type: metric
                  name: Amount %1$d
                  definition: What things of kind %1$d are worth.
                  owner: tests
                  synonyms: [worth %1$d, value %1$d]
                  unit: EUR
                  execution: {entity: thing_%1$d, aggregation: sum, expression: amount * 2, filters: ["kind_%1$d <> 'x'"]}
                """.formatted(number));
        }
        for (var run = 1; run <= 5; run++) {
            var started = System.nanoTime();
            var library =
                    LibraryReader.read(texts, LibraryReader.Reading.NOTHING).library();
            System.out.println(String.format(
                    Locale.ROOT,
                    "| 1,000 DataPoints read and linted, run %d in a JVM: %.0f ms, %d definitions |",
                    run,
                    (System.nanoTime() - started) / 1e6,
                    library.definitions().size()));
        }
    }
}
