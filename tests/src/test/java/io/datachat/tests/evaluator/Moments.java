package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.TimeCut;
import io.datachat.tests.evaluator.Scope.Row;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The moments that there are, and the buckets they lie in (docs/values.md sections 10 and 16).
final class Moments {
    private final Definitions definitions;
    private final Scope scope;
    private final ZoneId zone;

    Moments(Definitions definitions, Scope scope, ZoneId zone) {
        this.definitions = definitions;
        this.scope = scope;
        this.zone = zone;
    }

    @Nullable
    LocalDateTime local(Scope.@Nullable Moment moment) {
        return moment == null ? null : Buckets.local(moment.value(), moment.entity(), zone);
    }

    /// Whether a path of time ends in a column of dates.
    boolean isDate(Entity entity, String path) {
        return scope.isDate(entity, List.of(path.split("\\.", -1)));
    }

    static void aligned(Window window, Grain clock) {
        for (var end : new @Nullable LocalDateTime[] {window.first(), window.end()})
            if (end != null && !end.equals(Buckets.first(end, clock, Beginnings.ISO)))
                throw new Unanswerable("the period does not end on a tick: " + end);
    }

    /// @param times of the rows that say where time begins and ends if the period does not
    List<LocalDateTime> of(Grain clock, Window window, List<LocalDateTime> times) {
        aligned(window, clock);
        var calendar = definitions.calendar(clock);
        if (calendar.isPresent())
            return scope.rows(calendar.get()).stream()
                    .map(row -> row.value(calendar.get().primaryKey().getFirst()))
                    .filter(Objects::nonNull)
                    .map(value ->
                            value instanceof java.time.LocalDate date ? date.atStartOfDay() : (LocalDateTime) value)
                    .filter(window::holds)
                    .toList();
        var from = window.first();
        var end = window.end();
        if (from == null)
            from = times.stream()
                    .min(LocalDateTime::compareTo)
                    .map(time -> Buckets.first(time, clock, Beginnings.ISO))
                    .orElse(null);
        if (end == null)
            end = times.stream()
                    .max(LocalDateTime::compareTo)
                    .map(time -> Sight.next(Buckets.first(time, clock, Beginnings.ISO), clock))
                    .orElse(null);
        return from == null || end == null
                ? List.of()
                : Sight.ticks(from, end, clock).stream().filter(window::holds).toList();
    }

    /// The bucket, part or period that a local time lies in.
    @Nullable
    Object cut(LocalDateTime local, TimeCut cut) {
        return switch (cut) {
            case Grain grain -> Buckets.bucket(local, grain, definitions.beginnings());
            case io.datachat.apex.time.DatePart part -> Buckets.part(local, part);
            case TimeCut.Custom(String word) -> period(local, word);
        };
    }

    private @Nullable Object period(LocalDateTime local, String word) {
        var period = definitions.period(word).orElseThrow(() -> new Unanswerable("no calendar has a period " + word));
        var at = Buckets.first(local, period.grain(), definitions.beginnings());
        var key = period.calendar().primaryKey().getFirst();
        for (Row row : scope.rows(period.calendar())) {
            var first = row.value(key);
            var day = first instanceof java.time.LocalDate date ? date.atStartOfDay() : first;
            if (at.equals(day)) return row.value(period.column());
        }
        return null;
    }
}
