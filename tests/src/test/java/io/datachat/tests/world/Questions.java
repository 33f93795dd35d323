package io.datachat.tests.world;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.query.MetricQuery.Order;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.time.DatePart;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.TimeCut;
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
    private static final double TOP = Double.parseDouble(System.getProperty("datachat.tops", "0.12"));
    private final Dice dice;
    private final World world;
    private final List<Field> fields = new ArrayList<>();
    private final List<Field> rarer = new ArrayList<>();

    /// A dimension as it may be addressed.
    private record Field(String name, Kind kind, Thing thing, World.Dimension dimension) {}

    public Questions(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
        for (var thing : world.things()) {
            walk(thing.id, thing, 0);
            for (var dimension : thing.dimensions)
                fields.add(new Field(dimension.name(), dimension.kind(), thing, dimension));
            keysAndMetrics(thing);
        }
    }

    /// A role is the key that it points to; a metric is its value for each key.
    private void keysAndMetrics(Thing thing) {
        for (var link : thing.links)
            if (!link.declaredByTarget() && link.to().key.size() == 1)
                rarer.add(key(thing.id + "." + link.role(), link.to()));
        if (thing.key.size() == 1) rarer.add(key(thing.id, thing));
        if (thing.history || thing.calendar) return;
        for (var metric :
                dice.some(world.metrics().stream().filter(Metric::number).toList(), 4))
            rarer.add(new Field(
                    thing.id + "." + metric.id(),
                    Kind.INTEGER,
                    thing,
                    new World.Dimension(metric.id(), null, Kind.INTEGER)));
    }

    private static Field key(String name, Thing of) {
        var column = of.column(of.key.getFirst());
        return new Field(name, column.kind(), of, new World.Dimension(column.name(), null, column.kind()));
    }

    private Field field() {
        return dice.chance(0.15) ? dice.pick(rarer) : dice.pick(fields);
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
        if (dice.chance(0.07)) return values();
        var asked = dice.some(world.metrics(), dice.pick(1, 1, 1, 2, 2, 3));
        var moving = asked.stream().anyMatch(metric -> !numbersOfRows(metric));
        var zone = dice.chance(0.25)
                ? ZoneId.of(
                        dice.pick("UTC", "Asia/Kolkata", "America/New_York", "Europe/Vienna", "Australia/Lord_Howe"))
                : null;
        var fine = moving && dice.chance(0.1);
        var grain = fine
                ? dice.pick(Grain.HOUR, Grain.DAY)
                : moving ? (dice.chance(0.8) ? dice.pick(COARSE) : null) : dice.chance(0.35) ? grain() : null;
        var period = fine
                ? new Span.Between("2024-02-28", "2024-03-02")
                : moving ? (dice.chance(0.6) ? wholeDays() : null) : dice.chance(0.35) ? period(grain) : null;
        var compare = compare(asked, period, grain);
        var dimensions = new ArrayList<>(dimensions(moving && !fine));
        if (compare == Compare.NONE && dice.chance(0.15)) {
            var cut = dice.chance(0.6) ? part(!moving || fine) : dice.pick(COARSE);
            if (cut != grain) dimensions.add(dice.between(0, dimensions.size()), new Dimension(MetricQuery.TIME, cut));
        }
        var filters = new ArrayList<Filter>();
        for (var count = dice.pick(0, 0, 0, 1, 1, 2); count > 0; count--) filters.add(filter(zone));
        if (dice.chance(TOP)) framing = topped(framing, asked, dimensions);
