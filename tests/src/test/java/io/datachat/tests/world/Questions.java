package io.datachat.tests.world;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.query.MetricQuery.Order;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.time.Grain;
import io.datachat.tests.world.World.Kind;
import io.datachat.tests.world.World.Metric;
import io.datachat.tests.world.World.Thing;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Draws questions about a world. Some have no answer, on purpose.
public final class Questions {
    private static final List<Grain> COARSE = List.of(Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR);
    private final Dice dice;
    private final World world;
    private final List<Field> fields = new ArrayList<>();

    /// A dimension as it may be addressed.
    private record Field(String name, Kind kind, Thing thing, World.Dimension dimension) {}

    public Questions(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
        for (var thing : world.things()) {
            walk(thing.id, thing, 0);
            for (var dimension : thing.dimensions)
                fields.add(new Field(dimension.name(), dimension.kind(), thing, dimension));
        }
    }

    private void walk(String path, Thing thing, int depth) {
        for (var dimension : thing.dimensions) {
            fields.add(new Field(path + "." + dimension.name(), dimension.kind(), thing, dimension));
        }
        if (depth == 2) return;
        for (var link : thing.links) {
            if (!link.declaredByTarget()) walk(path + "." + link.role(), link.to(), depth + 1);
        }
    }

    public MetricQuery next() {
        var numbers = world.metrics().stream().filter(Metric::number).toList();
        return !numbers.isEmpty() && dice.chance(0.03) ? weeksOfTwoYears(dice.pick(numbers)) : anything();
    }

    /// A year of weeks is counted in days, only here: by chance alone it would hardly be asked where there are
    /// rows.
    private MetricQuery weeksOfTwoYears(Metric metric) {
        return new MetricQuery(
                List.of(metric.id()),
                List.of(),
                Grain.WEEK,
                new Span.Between("2025-01-01", "2025-04-01"),
                List.of(),
                List.of(),
                List.of(),
                null,
                Compare.PREVIOUS_YEAR,
                null,
                null,
                Map.of(),
                false,
                MetricQuery.Framing.PLAIN);
    }

    private MetricQuery anything() {
        var asked = dice.some(world.metrics(), dice.pick(1, 1, 1, 2, 2, 3));
        var zone = dice.chance(0.25) ? ZoneId.of(dice.pick("UTC", "Asia/Kolkata", "America/New_York")) : null;
        var grain = dice.chance(0.35) ? grain() : null;
        var period = dice.chance(0.35) ? period(grain) : null;
        var compare = compare(asked, period, grain);
        var dimensions = dimensions();
        var filters = new ArrayList<Filter>();
        for (var count = dice.pick(0, 0, 0, 1, 1, 2); count > 0; count--) filters.add(filter(zone));
        return new MetricQuery(
                asked.stream().map(Metric::id).toList(),
                dimensions,
                grain,
                period,
                filters,
                List.of(),
                order(asked, dimensions, grain),
                dice.chance(0.25) ? dice.between(1, 6) : null,
                compare,
                zone,
                null,
                Map.of(),
                false,
                MetricQuery.Framing.PLAIN);
    }

    private Grain grain() {
        return dice.chance(0.15) ? dice.pick(Grain.MINUTE, Grain.HOUR) : dice.pick(COARSE);
    }

    private Span period(@Nullable Grain grain) {
        var choice = dice.between(0, 5);
        if (choice == 0) return new Span.Between("2024-01-01", null);
        if (choice == 1) return new Span.Between(null, "2024-12-31T23:59:59");
        if (choice == 2) return new Span.Between("2024-02-29", "2024-03-11");
        if (choice == 3) return new Span.Between("2024-01-15T06:30:00", "2024-04-15T06:30:00");
        if (choice == 4 && grain != Grain.YEAR) return new Span.Between("2024-04-01", "2024-10-01");
        return dice.chance(0.5)
                ? new Span.Between("2024-01-01", "2025-01-01")
                : new Span.Between("2025-01-01", "2025-04-01");
    }

    private Compare compare(List<Metric> asked, @Nullable Span period, @Nullable Grain grain) {
        if (!(period instanceof Span.Between(var from, var to)) || from == null || to == null) return Compare.NONE;
        if (asked.stream().anyMatch(metric -> !metric.number()) || dice.chance(0.35)) return Compare.NONE;
        if (grain == Grain.WEEK && dice.chance(0.7)) return Compare.PREVIOUS_YEAR;
        return dice.pick(Compare.PREVIOUS_PERIOD, Compare.PREVIOUS_YEAR);
    }

    private List<Dimension> dimensions() {
        var chosen = new LinkedHashMap<String, Dimension>();
        for (var count = dice.pick(0, 1, 1, 1, 2, 2, 3); count > 0; count--) {
            var field = dice.pick(fields);
            var cut = field.kind().temporal() && dice.chance(0.7);
            if (field.kind() == Kind.INSTANT && !cut) continue;
            chosen.put(field.name(), new Dimension(field.name(), cut ? grain() : null));
        }
        return List.copyOf(chosen.values());
    }

    /// Times are compared with values only where every reading of the zones is the same.
    private Filter filter(@Nullable ZoneId zone) {
        var field = dice.pick(fields.stream()
                .filter(one -> !one.kind().temporal()
                        || one.kind() == Kind.DATE
                        || (one.kind() == Kind.TIMESTAMP && zone == null && one.thing().zone == null))
                .toList());
        var kind = field.kind();
        if (dice.chance(0.15)) return new Filter(field.name(), dice.pick(Op.IS_NULL, Op.NOT_NULL), List.of());
        if (kind == Kind.BOOLEAN) return new Filter(field.name(), dice.pick(Op.EQ, Op.NE), List.of(value(field)));
        if (kind == Kind.TEXT && dice.chance(0.4)) return piece(field);
        var op = dice.pick(Op.EQ, Op.NE, Op.IN, Op.NOT_IN, Op.LT, Op.LTE, Op.GT, Op.GTE, Op.BETWEEN);
        var values = new ArrayList<Object>();
        values.add(value(field));
        if (op == Op.BETWEEN) values.add(value(field));
        if (op == Op.IN || op == Op.NOT_IN) {
            for (var more = dice.between(0, 2); more > 0; more--) values.add(value(field));
        }
        if (kind.exact() && dice.chance(0.2)) values.replaceAll(Object::toString);
        return new Filter(field.name(), op, values);
    }

    private Filter piece(Field field) {
        var text = (String) value(field);
        if (dice.chance(0.3)) text = dice.pick("%", "_", "'", "o", "N", "\\");
        var points = text.codePointCount(0, text.length());
        var from = points > 1 && dice.chance(0.5) ? dice.between(1, points - 1) : 0;
        var to = Math.min(points, from + dice.between(1, 3));
        var part = text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
        return new Filter(field.name(), dice.pick(Op.CONTAINS, Op.STARTS_WITH), List.of(part.isEmpty() ? "a" : part));
    }

    /// A value that the column holds, mostly.
    private Object value(Field field) {
        var column = field.dimension().expression() == null ? field.dimension().name() : "";
        var held = world.rows().tables().getOrDefault(field.thing().table, List.of()).stream()
                .map(row -> row.get(column))
                .filter(Objects::nonNull)
                .toList();
        if (!held.isEmpty() && dice.chance(0.8)) return Contents.raw(Objects.requireNonNull(dice.pick(held)));
        var drawn = Contents.value(
                dice, new World.Column(column, field.kind()), List.of("none", "big", "small", "north"), 0);
        return Contents.raw(Objects.requireNonNull(drawn));
    }

    private List<Order> order(List<Metric> asked, List<Dimension> dimensions, @Nullable Grain grain) {
        var sortable = new ArrayList<String>();
        asked.forEach(metric -> sortable.add(metric.id()));
        dimensions.forEach(dimension -> sortable.add(dimension.name()));
        if (grain != null) sortable.add(grain.word());
        if (dice.chance(0.55)) return List.of();
        return dice.some(sortable, dice.between(1, 2)).stream()
                .map(field -> new Order(field, dice.chance(0.5)))
                .toList();
    }
}
