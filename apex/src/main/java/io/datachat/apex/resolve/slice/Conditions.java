package io.datachat.apex.resolve.slice;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.resolve.asked.ResolvedQuery.Condition;
import io.datachat.apex.resolve.asked.Slot;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.DimensionNames;
import io.datachat.apex.resolve.model.DimensionNames.Address;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.ResolveCode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks each filter once and lays it onto facts.
public final class Conditions {
    private final MetricQuery query;
    private final ZoneId zone;
    private final List<Problem> problems;
    private final DimensionNames names;
    private final List<@Nullable Address> addresses = new ArrayList<>();
    private final Set<Problem> told = new HashSet<>();

    Conditions(Model model, MetricQuery query, ZoneId zone, List<Problem> problems) {
        this.query = query;
        this.zone = zone;
        this.problems = problems;
        this.names = model.dimensions();
        for (var filter : query.filters()) addresses.add(read(model, filter));
    }

    DimensionNames names() {
        return names;
    }

    @Nullable
    Address address(int filter) {
        return addresses.get(filter);
    }

    private @Nullable Address read(Model model, Filter filter) {
        if (filter.field().equals(MetricQuery.TIME)) return null;
        return switch (model.dimensions().read(filter.field())) {
            case DimensionNames.Reading.At(Address address) -> address;
            case DimensionNames.Reading.Not(Problem problem) -> {
                problems.add(problem);
                yield null;
            }
        };
    }

    /// Adds filter `index` on `target`, or the problems it has with the target's type.
    void add(List<Condition> held, int index, BoundExpression target, ZoneId columnZone) {
        add(held, index, new Condition.Compared(target, Op.EQ, List.of(), false), columnZone);
    }

    /// Adds filter `index` on the moment at which a row stands.
    void addMoment(List<Condition> held, int index, BoundExpression moment, ZoneId momentZone) {
        add(held, index, new Condition.Compared(moment, Op.EQ, List.of(), true), momentZone);
    }

    private void add(List<Condition> held, int index, Condition.Compared bare, ZoneId columnZone) {
        var target = bare.target();
        var filter = query.filters().get(index);
        var flaw = flaw(filter, target.type());
        if (flaw != null) {
            tell(Problem.of(ResolveCode.FILTER_MISFIT, "filter on '" + filter.field() + "': " + flaw));
            return;
        }
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < filter.values().size(); i++) {
            if (Coercion.coerce(filter.values().get(i), target.type(), zone, columnZone)
                    .isEmpty()) tell(badValue(filter, i, target.type()));
            slots.add(new Slot.FilterValue(index, i, target.type(), columnZone));
        }
        held.add(new Condition.Compared(target, filter.op(), slots, bare.moment()));
    }

    public static Problem badValue(Filter filter, int index, DataType type) {
        return Problem.of(
                        ResolveCode.BAD_VALUE,
                        "filter on '" + filter.field() + "': '"
                                + filter.values().get(index) + "' is not a value of type " + type.word())
                .hint(
                        type.temporal()
                                ? "write dates as 2024-05-31 and times as 2024-05-31T18:00"
                                : "give a value of type " + type.word());
    }

    /// Several facts find the same flaw; it is told once.
    private void tell(Problem problem) {
        if (told.add(problem)) problems.add(problem);
    }

    private static @Nullable String flaw(Filter filter, DataType type) {
        var count = filter.values().size();
        var word = filter.op().name().toLowerCase(Locale.ROOT);
        return switch (filter.op()) {
            case IS_NULL, NOT_NULL -> count == 0 ? null : word + " takes no value";
            case IN, NOT_IN -> count > 0 ? null : word + " needs at least one value";
            case BETWEEN ->
                !ordered(type) ? word + " does not fit " + type.word() : count == 2 ? null : word + " needs two values";
            case LT, LTE, GT, GTE -> !ordered(type) ? word + " does not fit " + type.word() : one(word, count);
            case CONTAINS, STARTS_WITH ->
                type != Simple.TEXT ? word + " is for text, not " + type.word() : one(word, count);
            case EQ, NE -> one(word, count);
        };
    }

    private static @Nullable String one(String word, int count) {
        return count == 1
                ? null
                : word + " needs one value, not " + count
                        + (count > 1 ? "; use " + (word.equals("ne") ? "not_in" : "in") : "");
    }

    private static boolean ordered(DataType type) {
        return type.numeric() || type.temporal() || type == Simple.TEXT;
    }
}
