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
    private static final List<Grain> COARSE = List.of(
            Grain.DAY,
            Grain.WEEK,
            Grain.WEEK,
            Grain.MONTH,
            Grain.QUARTER,
            Grain.YEAR,
            Grain.FISCAL_QUARTER,
            Grain.FISCAL_YEAR);
    private static final double TOP = Double.parseDouble(System.getProperty("datachat.tops", "0.2"));
    private final Dice dice;
    private final World world;
    private final List<Field> fields = new ArrayList<>();
    private final List<Field> rarer = new ArrayList<>();
    /// What lies behind a history, or behind a relationship on a column of another table.
    private final List<Field> odd = new ArrayList<>();
    private final List<MetricQuery> farKeys = new ArrayList<>();

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
        for (var every : List.of(fields, rarer))
            for (var field : every) if (field.thing().history || field.name().contains(".far_")) odd.add(field);
    }

    /// A role is the key that it points to; a metric is its value for each key.
    private void keysAndMetrics(Thing thing) {
        for (var link : thing.links)
            if (!link.declaredByTarget() && link.to().key.size() == 1)
                rarer.add(key(thing.id + "." + link.role(), link.to()));
        if (thing.fact)
            for (var link : thing.links)
                if (link.columns().getFirst().contains(".")) farKeys.add(perKey(thing.id + "." + link.role(), thing));
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
        if (!odd.isEmpty() && dice.chance(0.15)) return dice.pick(odd);
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
        if (!numbers.isEmpty() && dice.chance(0.03)) return weeksOfTwoYears(dice.pick(numbers));
        var twins = numbers.stream()
                .filter(metric -> metric.id().startsWith("moving_twin"))
                .toList();
        if (twins.size() > 1 && dice.chance(0.04)) return besideEachOther(twins);
        return !farKeys.isEmpty() && dice.chance(0.06) ? dice.pick(farKeys) : anything();
    }

    /// How many rows have each key of a relationship behind a role.
    private static MetricQuery perKey(String key, Thing thing) {
        return PlainQuestion.of(
                List.of(thing.id + "_count"), List.of(new Dimension(key, null)), null, null, Compare.NONE);
    }

    /// Two that accumulate alike over other rows: each looks at its own moments.
    private MetricQuery besideEachOther(List<Metric> twins) {
        return PlainQuestion.of(
                twins.stream().map(Metric::id).toList(),
                dice.chance(0.5) ? List.of() : dimensions(true),
                dice.pick(Grain.MONTH, Grain.QUARTER, Grain.YEAR),
                dice.chance(0.5) ? wholeDays() : null,
                Compare.NONE);
    }

    /// A year of weeks is counted in days, only here: by chance alone it would hardly be asked where there are
    /// rows.
    private MetricQuery weeksOfTwoYears(Metric metric) {
        return PlainQuestion.of(
                List.of(metric.id()),
                List.of(),
                Grain.WEEK,
                new Span.Between("2025-01-01", "2025-04-01"),
                Compare.PREVIOUS_YEAR);
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
        var coarse =
                grain != null && COARSE.contains(grain) && dimensions.stream().noneMatch(Questions::ofTheClock);
        var framing = framing(grain, moving, fine || coarse);
        if (dice.chance(TOP)) framing = topped(framing, asked, dimensions);
        if (framing.top() != null && filters.isEmpty()) filters.add(filter(zone)); // else all rows rank as these do
        return new MetricQuery(
                asked.stream().map(Metric::id).toList(),
                dimensions,
                grain,
                period,
                filters,
                where(),
                order(asked, dimensions, grain),
                dice.chance(0.25) ? dice.between(1, 6) : null,
                compare,
                zone,
                null,
                Map.of(),
                false,
                framing);
    }

    /// Whether every row stands at its own time, at least for what is seen here.
    private static boolean numbersOfRows(Metric metric) {
        return !metric.moving() && !metric.id().startsWith("filled");
    }

    /// Every second of a year is more than anybody wants to look at.
    private static boolean ofTheClock(Dimension dimension) {
        return dimension.name().equals(MetricQuery.TIME)
                && (dimension.grain() == DatePart.HOUR_OF_DAY || dimension.grain() == DatePart.MINUTE_OF_HOUR);
    }

    private MetricQuery.Framing framing(@Nullable Grain grain, boolean moving, boolean coarse) {
        if (grain != null && coarse && dice.chance(0.12)) return new MetricQuery.Framing(true, false, false, null);
        return !moving && dice.chance(0.08)
                ? new MetricQuery.Framing(false, true, false, null)
                : MetricQuery.Framing.PLAIN;
    }

    /// The values that stay, by a metric whose values no order of rows changes: else near ties could fall either
    /// way.
    private MetricQuery.Framing topped(MetricQuery.Framing framing, List<Metric> asked, List<Dimension> dimensions) {
        var by = asked.stream()
                .filter(metric -> dice.chance(0.05) || ranks(metric))
                .toList();
        var of = dimensions.stream()
                .filter(one -> dice.chance(0.05) || !one.name().equals(MetricQuery.TIME))
                .toList();
        if (by.isEmpty() || of.isEmpty()) return framing;
        var dimension = dice.pick(of);
        var column = dimension.grain() == null
                ? dimension.name()
                : dimension.name() + "_" + dimension.grain().word();
        var top = new MetricQuery.Top(
                dice.chance(0.5) ? column : dimension.name(), dice.pick(by).id(), dice.pick(1, 1, 2, 3, 5));
        return new MetricQuery.Framing(framing.gaps(), framing.shares(), framing.extremes(), top);
    }

    private static boolean ranks(Metric metric) {
        var text = String.join(" ", metric.execution());
        return !text.contains("avg") && !text.contains("average") && !text.contains("rank");
    }

    /// Which values there are, without any metric.
    private MetricQuery values() {
        var dimensions = new ArrayList<Dimension>();
        for (var count = dice.pick(1, 2, 2, 3); count > 0; count--) {
            var field = dice.pick(fields);
            var cut = field.kind().temporal() && dice.chance(0.6);
            if (field.kind() == Kind.INSTANT && !cut) continue;
            if (dimensions.stream().noneMatch(one -> one.name().equals(field.name())))
                dimensions.add(new Dimension(field.name(), cut ? grain() : null));
        }
        if (dimensions.isEmpty()) dimensions.add(new Dimension(fields.getFirst().name(), null));
        return new MetricQuery(
                List.of(),
                dimensions,
                null,
                null,
                dice.chance(0.3) ? List.of(filter(null)) : List.of(),
                List.of(),
                List.of(),
                null,
                Compare.NONE,
                null,
                null,
                Map.of(),
                false,
                new MetricQuery.Framing(false, false, dice.chance(0.3), null));
    }

    private TimeCut part(boolean fine) {
        if (dice.chance(0.3)) return new TimeCut.Custom(dice.pick("fiscal_month", "season"));
        return dice.pick(List.of(DatePart.values()).stream()
                .filter(part -> fine || part.ofDate())
                .toList());
    }

    /// SQL over dimensions, keys, metrics and time.
    private List<String> where() {
        if (dice.chance(0.8)) return List.of();
        var one = term();
        return List.of(
                switch (dice.between(0, 4)) {
                    case 0 -> one + " or " + term();
                    case 1 -> "not (" + one + ")";
                    case 2 -> one + " and " + term();
                    default -> one;
                });
    }

    private String term() {
        if (dice.chance(0.2))
            return "time " + dice.pick("<", ">=") + " timestamp '2024-" + dice.pick("03-01", "06-15 12:00:00") + "'";
        var chosen = field();
        var name = chosen.name().replace("grouping", "\"grouping\"");
        if (chosen.kind() == Kind.BOOLEAN) return name;
        if (dice.chance(0.2) || chosen.kind().temporal()) return name + dice.pick(" is null", " is not null");
        var literal = chosen.kind() == Kind.TEXT
                ? "'" + String.valueOf(value(chosen)).replace("'", "''") + "'"
                : String.valueOf(dice.between(-2, 6));
        return name + " " + dice.pick("=", "<>", "<", ">", "<=", ">=") + " " + literal;
    }

    private Span wholeDays() {
        return dice.pick(
                new Span.Between("2024-01-01", "2024-07-01"),
                new Span.Between("2024-02-25", "2024-03-12"),
                new Span.Between("2024-02-29", "2024-05-31"),
                new Span.Between("2024-12-20", "2025-03-05"),
                new Span.Between(null, "2024-06-01"),
                new Span.Between("2024-06-15", null));
    }

    private Grain grain() {
        return dice.chance(0.15) ? dice.pick(Grain.SECOND, Grain.MINUTE, Grain.HOUR) : dice.pick(COARSE);
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

    private List<Dimension> dimensions(boolean coarse) {
        var chosen = new LinkedHashMap<String, Dimension>();
        for (var count = dice.pick(0, 1, 1, 1, 2, 2, 3); count > 0; count--) {
            var field = field();
            var cut = field.kind().temporal() && dice.chance(0.7);
            if (field.kind() == Kind.INSTANT && !cut) continue;
            var how = dice.chance(0.2) ? part(!coarse) : coarse ? dice.pick(COARSE) : grain();
            chosen.put(field.name(), new Dimension(field.name(), cut ? how : null));
        }
        return List.copyOf(chosen.values());
    }

    /// Times are compared with values only where every reading of the zones is the same.
    private Filter filter(@Nullable ZoneId zone) {
        var all = new ArrayList<>(fields);
        all.addAll(rarer);
        var field = dice.pick(all.stream()
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
