package io.datachat.tests.benchmark;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.query.MetricQuery.Order;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.time.Grain;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// Questions about [Shops] as people ask them: one or two metrics, up to three dimensions, mostly a grain, a period,
/// filters.
final class Shapes {
    private static final List<List<String>> METRICS = List.of(
            List.of("revenue"),
            List.of("orders"),
            List.of("web_revenue"),
            List.of("order_value"),
            List.of("units", "revenue"),
            List.of("orders", "buyers"));
    private static final List<String> OF_ORDERS =
            List.of("channel", "status", "segment", "age_band", "country", "zone");
    private static final List<String> OF_LINES = List.of("category", "brand", "size");
    private static final Grain[] GRAINS = {Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR};

    private final Random random;
    private final int shops;
    private final Set<MetricQuery> made = new HashSet<>();

    Shapes(long seed, int shops) {
        this.random = new Random(seed);
        this.shops = shops;
    }

    /// A shape that this source has not made before.
    MetricQuery next() {
        while (true) {
            var query = any();
            if (made.add(query)) return query;
        }
    }

    private MetricQuery any() {
        var shop = "_" + random.nextInt(shops);
        var metrics = METRICS.get(random.nextInt(METRICS.size()));
        var names = new ArrayList<>(OF_ORDERS);
        if (metrics.stream().noneMatch(metric -> metric.equals("orders") || metric.equals("order_value")))
            names.addAll(OF_LINES);
        Collections.shuffle(names, random);
        var dimensions = names.subList(0, random.nextInt(4)).stream()
                .map(name -> new Dimension(name + shop, null))
                .toList();
        var filters = names.subList(3, 3 + random.nextInt(3)).stream()
                .map(name -> filter(name + shop))
                .toList();
        var named = metrics.stream().map(metric -> metric + shop).toList();
        return new MetricQuery(
                named,
                dimensions,
                random.nextInt(4) == 0 ? null : GRAINS[random.nextInt(GRAINS.length)],
                new Span.Between("2025-01-01", "2025-07-01"),
                filters,
                List.of(),
                random.nextBoolean() ? List.of() : List.of(new Order(named.getFirst(), true)),
                random.nextBoolean() ? null : 20,
                Compare.NONE,
                null,
                null,
                Map.of(),
                false,
                MetricQuery.Framing.PLAIN);
    }

    private Filter filter(String name) {
        return switch (random.nextInt(3)) {
            case 0 -> new Filter(name, Op.EQ, List.of("a"));
            case 1 -> new Filter(name, Op.NE, List.of("a"));
            default ->
                new Filter(
                        name,
                        Op.IN,
                        List.copyOf(IntStream.range(0, 2 + random.nextInt(6))
                                .<Object>mapToObj(i -> "v" + i)
                                .toList()));
        };
    }

    /// The same shape with values nobody asked for before.
    static MetricQuery withOtherValues(MetricQuery query, int number) {
        var from = LocalDate.EPOCH.plusDays(number % 30_000);
        return new MetricQuery(
                query.metrics(),
                query.dimensions(),
                query.grain(),
                new Span.Between(
                        from.toString(), from.plusDays(30 + number % 300).toString()),
                query.filters().stream().map(filter -> other(filter, number)).toList(),
                List.of(),
                query.order(),
                query.limit() == null ? null : 1 + number,
                query.compare(),
                null,
                null,
                Map.of(),
                false,
                MetricQuery.Framing.PLAIN);
    }

    private static Filter other(Filter filter, int number) {
        return new Filter(
                filter.field(),
                filter.op(),
                filter.values().stream()
                        .<Object>map(value -> value + "-" + number)
                        .toList());
    }
}
