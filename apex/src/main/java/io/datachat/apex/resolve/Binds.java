package io.datachat.apex.resolve;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.resolve.asked.Slot;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.resolve.slice.Coercion;
import io.datachat.apex.resolve.slice.Conditions;
import io.datachat.apex.time.Amount;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.Grains;
import io.datachat.apex.time.Period;
import io.datachat.apex.time.Stretch;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values that a request gives to the slots of a compiled text.
public final class Binds {
    private final MetricQuery query;
    private final Stretch period;
    private final @Nullable Period previous;
    private final ZoneId zone;
    private final ParameterValues parameters;

    /// @param previous   the period compared with, null when nothing is compared
    /// @param parameters checked values of a template's parameters
    public Binds(
            MetricQuery query, Stretch period, @Nullable Period previous, ZoneId zone, ParameterValues parameters) {
        this.parameters = parameters;
        this.query = query;
        this.period = period;
        this.previous = previous;
        this.zone = zone;
    }

    /// @throws Rejection with every value that does not fit its slot
    public List<@Nullable Object> of(List<Slot> slots) {
        List<Problem> problems = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>(slots.size());
        for (var slot : slots) {
            switch (slot) {
                case Slot.FilterValue(int filter, int value, DataType type, ZoneId columnZone) -> {
                    var asked = query.filters().get(filter);
                    Coercion.coerce(asked.values().get(value), type, zone, columnZone)
                            .ifPresentOrElse(values::add, () -> problems.add(Conditions.badValue(asked, value, type)));
                }
                case Slot.Edge edge -> {
                    var end = end(edge.end());
                    if (edge.clock() != null && !Grains.aligned(end, edge.clock()))
                        problems.add(offBeat(end, edge.clock()));
                    if (edge.back() != null && edge.back().months() > 0 && withinLastDay(end))
                        problems.add(offBeat(end, Grain.DAY));
                    var moved = edge.back() == null ? end : before(edge.back(), end);
                    values.add(edge(moved, edge.type(), edge.columnZone()));
                }
                case Slot.Limit() -> values.add(limit());
                case Slot.Parameter(String name, int item, DataType _) -> values.add(parameters.value(name, item));
                case Slot.Given(String value) -> values.add(value);
            }
        }
        Rejection.unlessEmpty(problems);
        return values;
    }

    /// The values of a query in SQL, which has nothing but its parameters.
    public static List<@Nullable Object> given(ParameterValues parameters, List<Slot> slots) {
        List<@Nullable Object> values = new ArrayList<>(slots.size());
        for (var slot : slots)
            values.add(
                    switch (slot) {
                        case Slot.Parameter(String name, int item, DataType _) -> parameters.value(name, item);
                        case Slot.Given(String value) -> value;
                        case Slot.FilterValue _, Slot.Edge _, Slot.Limit() ->
                            throw new IllegalStateException("a query in SQL has no " + slot);
                    });
        return values;
    }

    /// The keys of rows, one after the other, each at the place that its slot names.
    public static List<@Nullable Object> listed(List<List<@Nullable Object>> keys, List<Slot> slots) {
        List<@Nullable Object> flat = new ArrayList<>();
        keys.forEach(flat::addAll);
        List<@Nullable Object> values = new ArrayList<>(slots.size());
        for (var slot : slots)
            values.add(
                    switch (slot) {
                        case Slot.Parameter(String _, int item, DataType _) -> flat.get(item);
                        case Slot.Given(String value) -> value;
                        case Slot.FilterValue _, Slot.Edge _, Slot.Limit() ->
                            throw new IllegalStateException("rows are found by their keys, not by " + slot);
                    });
        return values;
    }

    /// The first time that comes to the end or after it when it is moved. The 31st of a month that has no such day
    /// before it is met by the first of the next month: everything up to the last day comes before it.
    private static LocalDateTime before(Amount by, LocalDateTime end) {
        var moved = by.before(end);
        return by.months() == 0 || moved.getDayOfMonth() == end.getDayOfMonth()
                ? moved
                : moved.toLocalDate().plusDays(1).atStartOfDay();
    }

    /// Several days come to the last day of a month, each with its time of day: no one time divides them.
    private static boolean withinLastDay(LocalDateTime end) {
        return !end.toLocalTime().equals(LocalTime.MIDNIGHT)
                && end.getDayOfMonth() == end.toLocalDate().lengthOfMonth();
    }

    private static Problem offBeat(LocalDateTime end, Grain clock) {
        return Problem.of(
                        ResolveCode.PERIOD_OFF_BEAT,
                        "a metric of this query looks at whole " + clock.word() + "s, and the period ends or begins at "
                                + end)
                .hint("take whole " + clock.word() + "s");
    }

    private long limit() {
        var limit = query.limit();
        if (limit == null || limit < 1)
            throw new Rejection(Problem.of(ResolveCode.BAD_LIMIT, "limit " + limit + " is not from 1"));
        return limit;
    }

    private LocalDateTime end(Slot.End end) {
        var time = switch (end) {
            case FROM -> period.from();
            case TO -> period.to();
            case PREVIOUS_FROM -> previous == null ? null : previous.from();
            case PREVIOUS_TO -> previous == null ? null : previous.to();
        };
        if (time == null) throw new IllegalStateException("the question has no such end: " + end);
        return time;
    }

    /// A date lies in the period when its first moment does, so an end within a day moves to the next date.
    private Object edge(LocalDateTime time, DataType type, ZoneId columnZone) {
        if (type == Simple.DATE) {
            LocalDate day = time.toLocalDate();
            return time.toLocalTime().equals(LocalTime.MIDNIGHT) ? day : day.plusDays(1);
        }
        return type == Simple.INSTANT ? Coercion.instant(time, zone) : Coercion.local(time, zone, columnZone);
    }
}
