package io.datachat.tests.world;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.tests.world.World.Kind;
import io.datachat.tests.world.World.Thing;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/// Periods that begin or end within a day on which a fact with dates has a row: by chance alone hardly one does.
/// Nothing is drawn for them, so every world keeps the other questions that it has.
public final class EndsOfDays {
    private EndsOfDays() {}

    public static List<MetricQuery> of(World world) {
        return world.things().stream()
                .filter(thing -> thing.fact && "happened".equals(thing.time))
                .filter(thing -> thing.column("happened").kind() == Kind.DATE)
                .flatMap(thing -> days(world, thing).stream()
                        .flatMap(day -> List.of(
                                count(thing, new Span.Between(null, day + "T12:00:00")),
                                count(thing, new Span.Between(day + "T00:00:01", null)))
                                .stream()))
                .toList();
    }

    /// The day in the middle, which has rows before and after it.
    private static List<LocalDate> days(World world, Thing thing) {
        var days = world.rows().tables().getOrDefault(thing.table, List.of()).stream()
                .map(row -> row.get("happened"))
                .filter(Objects::nonNull)
                .map(LocalDate.class::cast)
                .sorted()
                .toList();
        return days.isEmpty() ? List.of() : List.of(days.get(days.size() / 2));
    }

    private static MetricQuery count(Thing thing, Span period) {
        return PlainQuestion.of(List.of(thing.id + "_count"), List.of(), null, period, Compare.NONE);
    }
}
