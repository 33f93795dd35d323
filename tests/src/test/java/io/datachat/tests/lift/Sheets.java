package io.datachat.tests.lift;

import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Execution.Aggregation;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.tests.world.Dice;
import io.datachat.tests.world.World;
import io.datachat.tests.world.World.Kind;
import io.datachat.tests.world.World.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Draws sheets about the metrics of a world that are one aggregate.
public final class Sheets {
    /// Empty for none.
    private static final List<String> GRAINS = List.of("day", "month", "quarter", "year", "");

    private final World world;
    private final Library library;
    private final Dice dice;

    public Sheets(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
        this.library = LibraryReader.read(Map.of("world.yaml", world.yaml()), LibraryReader.Reading.NOTHING)
                .library();
    }

    /// @return empty when the metric drawn is not such a one
    public Optional<Sheet> next() {
        var metric = dice.pick(library.all(Metric.class));
        var measure = measure(metric.execution(), new ArrayList<>());
        if (measure == null) return Optional.empty();
        var fact = world.thing(measure.entity());
        var time = measure.time() == null ? fact.time : measure.time();
        var zoned = time != null && (time.contains(".") || fact.column(time).kind() == Kind.INSTANT);
        var timed = time != null && !zoned && dice.chance(0.6);
        var grain = timed ? GRAINS.get(dice.between(0, GRAINS.size() - 1)) : "";
        var from = timed && dice.chance(0.6) ? dice.pick("2024-01-01", "2024-02-10", "2025-01-01") : null;
        var to = timed && dice.chance(0.4) ? dice.pick("2025-02-01", "2025-03-15") : null;
        List<String> groups = new ArrayList<>();
        for (var count = dice.pick(0, 0, 1, 1, 2); count > 0; count--) {
            var group = dimension(fact, Kind.TEXT, Kind.BOOLEAN, Kind.INTEGER);
            if (group != null && !groups.contains(group)) groups.add(group);
        }
        List<String> conditions = new ArrayList<>();
        for (var count = dice.pick(0, 0, 1, 1, 2); count > 0; count--) {
            var text = dimension(fact, Kind.TEXT);
            if (text != null)
                conditions.add(text
                        + dice.pick(" = 'north'", " <> 'South'", " IN ('north', 'z')", " IS NOT NULL", " LIKE 'n%'"));
            var number = dimension(fact, Kind.INTEGER, Kind.DECIMAL);
            if (number != null && dice.chance(0.4))
                conditions.add(number + dice.pick(" > 1", " <= 3", " BETWEEN 0 AND 5"));
        }
        return Optional.of(new Sheet(
                metric.id(),
                fact,
                measure.aggregation(),
                measure.expression(),
                measure.filters(),
                timed ? time : null,
                grain.isEmpty() ? null : grain,
                from,
                to,
                groups,
                conditions.stream().distinct().toList(),
                List.of()));
    }

    private Execution.@Nullable Measure measure(@Nullable Execution execution, List<String> more) {
        return switch (execution) {
            case null -> null;
            case Execution.Measure measure -> {
                var plain = measure.snapshot() == null
                        && !measure.nullWithoutRows()
                        && !measure.approximate()
                        && measure.aggregation() != Aggregation.MEDIAN
                        && measure.aggregation() != Aggregation.PERCENTILE
                        && !(measure.expression() + measure.filters() + more).contains("/");
                if (!plain) yield null;
                more.addAll(measure.filters());
                yield Execution.Measure.plain(
                        measure.entity(), measure.aggregation(), measure.expression(), more, measure.time());
            }
            case Execution.Filtered filtered -> {
                more.addAll(filtered.filters());
                yield measure(
                        library.find(Metric.class, filtered.metric())
                                .orElseThrow()
                                .execution(),
                        more);
            }
            default -> null;
        };
    }

    /// A dimension that is a column by itself, as a path from the fact.
    private @Nullable String dimension(Thing fact, Kind... kinds) {
        List<String> all = new ArrayList<>();
        walk(fact, "", 0, all, List.of(kinds));
        return all.isEmpty() ? null : dice.pick(all);
    }

    private static void walk(Thing thing, String prefix, int depth, List<String> all, List<Kind> kinds) {
        for (var dimension : thing.dimensions)
            if (dimension.expression() == null && kinds.contains(dimension.kind())) all.add(prefix + dimension.name());
        if (depth == 2) return;
        for (var link : thing.links)
            if (!link.declaredByTarget()
                    && !link.to().history
                    && !link.columns().getFirst().contains("."))
                walk(link.to(), prefix + link.role() + ".", depth + 1, all, kinds);
    }
}
