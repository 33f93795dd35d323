package io.datachat.tests.benchmark.algebra;

import io.datachat.apex.Compiler;
import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Decimal;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.datapoint.load.LibraryReader.Reading;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.MetricQuery.Framing;
import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.resolve.bind.Binding;
import io.datachat.apex.resolve.bind.entity.Databases;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.time.Grain;
import io.datachat.tests.benchmark.Figures;
import io.datachat.tests.benchmark.Figures.Figure;
import io.datachat.tests.benchmark.Sample;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A model of 300 metrics and 100 dimensions over six facts: how long ten metrics of all six take to compile, how long
/// the model takes to load, and what an edit of one file costs.
final class ModelBenchmark {
    private static final int FACTS = 6;
    private static final int DIMENSIONS = 50;
    private static final List<String> KINDS = List.of(
            "entity: fact_F, aggregation: sum, expression: amount_K",
            "entity: fact_F, aggregation: count, filters: \"state_F = 'K'\"",
            "entity: fact_F, aggregation: count_distinct, expression: customer_id, filters: \"amount_K > 0\"",
            "metric: m_F_0, filters: \"customer.c_K = 'x'\"",
            "ratio: {numerator: m_F_0, denominator: m_F_1}",
            "derived: now - before, inputs: {now: m_F_0, before: {metric: m_F_0, offset: 1 month}}",
            "cumulative: m_F_0, window: K days",
            "entity: fact_F, aggregation: median, expression: amount_K",
            "derived: \"m_F_0 - coalesce(m_F_1, 0)\"",
            "entity: fact_F, aggregation: max, expression: amount_K");
    private static final Asking ASKING = Asking.local(Instant.parse("2025-07-15T12:00:00Z"));
    private static final int WARM_UP = 1_500;
    private static final int MEASURED = 1_500;

    private ModelBenchmark() {}

    /// How the JVM was started, which decides what loading costs.
    private enum Started {
        COMMAND("as a command"),
        SERVER("as the server"),
        WITHOUT("without start-up cache");

        private final String words;

        Started(String words) {
            this.words = words;
        }
    }

    /// @param arguments how this JVM was started: command, server or without
    public static void main(String[] arguments) {
        var started = Started.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        var texts = texts();
        var before = System.nanoTime();
        var reading = LibraryReader.read(texts, Reading.NOTHING);
        var model = bind(reading);
        var cold = System.nanoTime() - before;
        if (model.metrics().size() != 300 || !model.broken().isEmpty())
            throw new IllegalStateException(model.metrics().size() + " metrics, " + model.problems()
                    + reading.library().problems());
        var alone = started == Started.WITHOUT;
        Figures.print(new Figure(
                "load a model of 300 metrics and 100 dimensions, bound to its tables, in a new JVM " + started.words,
                Sample.time((double) cold),
                "none",
                alone ? "" : "< 1 s",
                alone ? "" : Figures.met(cold < 1e9)));
        // A command loads once and ends; what follows is what a server does.
        if (started != Started.SERVER) return;
        compile(model);
        oneScan(model);
        edit(texts, reading);
    }

    private static void compile(Model model) {
        var compiler = new Compiler(model, ZoneOffset.UTC, List.of());
        var random = new Random(11);
        for (var call = 0; call < WARM_UP; call++) compiler.compile(question(random), ASKING);
        var times = new long[MEASURED];
        for (var call = 0; call < MEASURED; call++) {
            var query = question(random);
            var before = System.nanoTime();
            compiler.compile(query, ASKING);
            times[call] = System.nanoTime() - before;
        }
        var small = new long[MEASURED];
        for (var call = 0; call < MEASURED; call++) {
            var query = one(random);
            var before = System.nanoTime();
            compiler.compile(query, ASKING);
            small[call] = System.nanoTime() - before;
        }
        var sample = Sample.of(times);
        var yardstick = Sample.of(small);
        Figures.print(new Figure(
                "compile 10 metrics over 6 entities, new shapes",
                "p50 " + sample.p50() + ", p99 " + sample.p99(),
                "1 metric of the same model: p50 " + yardstick.p50() + "; "
                        + Figures.times(sample.nanos(0.5), yardstick.nanos(0.5)),
                "p50 < 2 ms, p99 < 20 ms",
                Figures.met(sample.nanos(0.5) < 2e6 && sample.nanos(0.99) < 2e7)));
    }

    private static void edit(Map<String, String> texts, Reading reading) {
        var last = reading;
        var times = new long[60];
        for (var i = 0; i < times.length; i++) {
            var file = "datapoints/user/fact_" + i % FACTS + ".yaml";
            var edited = new TreeMap<>(texts);
            edited.put(file, texts.get(file) + "# edit " + i + "\n");
            var before = System.nanoTime();
            last = LibraryReader.read(edited, last);
            bind(last);
            times[i] = System.nanoTime() - before;
        }
        var sample = Sample.of(times);
        Figures.print(new Figure(
                "an edit of one file of that model takes effect",
                "p50 " + sample.p50() + ", p99 " + sample.p99(),
                "none",
                "< 50 ms",
                sample.nanos(0.5) < 5e7 && sample.nanos(0.99) >= 5e7 ? "p50" : Figures.met(sample.nanos(0.5) < 5e7)));
    }

    /// Ten metrics of one fact read it once.
    private static void oneScan(Model model) {
        var metrics = new ArrayList<String>();
        for (var number = 0; number < 50 && metrics.size() < 10; number++)
            if (number % 10 == 0 || number % 10 == 1 || number % 10 == 9) metrics.add("m_2_" + number);
        var query = query(metrics, List.of(new Dimension("customer.c_1", null)), "2025-01-01");
        var sql = new Compiler(model, ZoneOffset.UTC, List.of())
                .compile(query, ASKING)
                .receipt()
                .sql();
        var scans =
                Pattern.compile("public\\.facts_2\\b").matcher(sql).results().count();
        Figures.print(new Figure(
                "scans of the table for 10 metrics of one fact", "" + scans, "none", "1", Figures.met(scans == 1)));
    }

    private static Model bind(Reading reading) {
        var relations = new Relations(
                new DatabaseCatalog("main", Backend.POSTGRESQL, "public", tables(), "made", Instant.EPOCH));
        return Binding.bind(reading.library(), new Databases(Map.of("main", relations), Map.of(), "main"));
    }

    private static MetricQuery question(Random random) {
        List<String> metrics = new ArrayList<>();
        for (var number = 0; number < 10; number++) {
            var metric = "m_" + number % FACTS + "_" + random.nextInt(50);
            if (!metrics.contains(metric)) metrics.add(metric);
        }
        return query(
                metrics,
                List.of(
                        new Dimension("customer.c_" + random.nextInt(DIMENSIONS), null),
                        new Dimension("product.p_" + random.nextInt(DIMENSIONS), null)),
                "2025-0" + (1 + random.nextInt(6)) + "-01");
    }

    private static MetricQuery one(Random random) {
        return query(
                List.of("m_" + random.nextInt(FACTS) + "_" + random.nextInt(50)),
                List.of(
                        new Dimension("customer.c_" + random.nextInt(DIMENSIONS), null),
                        new Dimension("product.p_" + random.nextInt(DIMENSIONS), null)),
                "2025-01-01");
    }

    private static MetricQuery query(List<String> metrics, List<Dimension> dimensions, String from) {
        return new MetricQuery(
                metrics,
                dimensions,
                Grain.MONTH,
                new Span.Between(from, "2025-07-01"),
                List.of(new Filter("customer.c_0", Op.NE, List.of("x"))),
                List.of(),
                List.of(),
                100,
                Compare.NONE,
                null,
                null,
                Map.of(),
                false,
                Framing.PLAIN);
    }

    private static Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        texts.put("datapoints/user/customer.yaml", shared("customer", "c_"));
        texts.put("datapoints/user/product.yaml", shared("product", "p_"));
        for (var fact = 0; fact < FACTS; fact++) {
            var text = new StringBuilder("""
                datapoint:
                  id: fact_F
                  type: entity
                  name: Fact F
                  source: facts_F
                  primary_key: id
                  time: at
                  dimensions: [state_F]
                  relationships:
                    - {to: customer, cardinality: many_to_one, on: {customer_id: id}}
                    - {to: product, cardinality: many_to_one, on: {product_id: id}}
                """);
            for (var number = 0; number < 50; number++) {
                text.append("---\ndatapoint:\n  id: m_F_").append(number);
                text.append("\n  type: metric\n  name: Metric F ").append(number);
                text.append("\n  definition: Made to be measured.\n  owner: tests\n  execution: {");
                text.append(KINDS.get(number % KINDS.size()).replace("K", Integer.toString(1 + number / KINDS.size())))
                        .append("}\n");
            }
            texts.put("datapoints/user/fact_" + fact + ".yaml", text.toString().replace("_F", "_" + fact));
        }
        return texts;
    }

    private static String shared(String id, String prefix) {
        var names = new ArrayList<String>();
        for (var number = 0; number < DIMENSIONS; number++) names.add(prefix + number);
        return "datapoint:\n  id: " + id + "\n  type: entity\n  name: " + id + "\n  source: " + id
                + "s\n  primary_key: id\n  dimensions: [" + String.join(", ", names) + "]\n";
    }

    private static List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        tables.add(table("customers", "c_"));
        tables.add(table("products", "p_"));
        for (var fact = 0; fact < FACTS; fact++) {
            List<Table.Column> columns = new ArrayList<>();
            for (var key : List.of("id", "customer_id", "product_id")) columns.add(column(key, Simple.BIGINT));
            columns.add(column("at", Simple.TIMESTAMP));
            columns.add(column("state_" + fact, Simple.TEXT));
            for (var number = 0; number < 10; number++) columns.add(column("amount_" + number, new Decimal(12, 2)));
            tables.add(table("facts_" + fact, columns));
        }
        return tables;
    }

    private static Table table(String name, String prefix) {
        List<Table.Column> columns = new ArrayList<>();
        columns.add(column("id", Simple.BIGINT));
        for (var number = 0; number < DIMENSIONS; number++) columns.add(column(prefix + number, Simple.TEXT));
        return table(name, columns);
    }

    private static Table table(String name, List<Table.Column> columns) {
        return new Table(
                new Table.Name("public", name),
                Table.Kind.TABLE,
                columns,
                List.of("id"),
                List.of(),
                List.of(),
                List.of(),
                null,
                1_000);
    }

    private static Table.Column column(String name, DataType type) {
        return new Table.Column(name, type, !name.equals("id"), null, List.of(), null);
    }
}
