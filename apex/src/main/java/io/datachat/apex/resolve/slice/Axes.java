package io.datachat.apex.resolve.slice;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.resolve.asked.ResolvedQuery.Axis;
import io.datachat.apex.resolve.asked.ResolvedQuery.Custom;
import io.datachat.apex.resolve.model.DimensionNames;
import io.datachat.apex.resolve.model.DimensionNames.Address;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.time.DatePart;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.TimeCut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the dimensions of a request: where each leads, how times are cut, what its column is called.
public final class Axes {
    private final Model model;
    private final Calendars calendars;
    private final List<Problem> problems;
    private final Set<String> aliases = new HashSet<>();

    public Axes(Model model, Calendars calendars, List<Problem> problems) {
        this.model = model;
        this.calendars = calendars;
        this.problems = problems;
    }

    /// @param asked   as it was written
    /// @param address null for the metrics' own time
    /// @param custom  the period that the cut names; null for other cuts
    public record Read(
            Axis axis,
            String asked,
            @Nullable Address address,
            @Nullable Custom custom) {}

    public List<Read> read(MetricQuery query) {
        List<Read> axes = new ArrayList<>();
        aliases.addAll(query.metrics());
        if (query.grain() != null) add(axes, new MetricQuery.Dimension(MetricQuery.TIME, query.grain()));
        query.dimensions().forEach(dimension -> add(axes, dimension));
        return axes;
    }

    /// The axis that tells the other values of an axis from NULL.
    public Read other(Axis of) {
        var column = of.column() + ResolvedQuery.OTHER;
        return new Read(
                new Axis(column, alias(List.of(of.alias() + ResolvedQuery.OTHER)), Simple.BOOLEAN, null, false),
                column,
                null,
                null);
    }

    /// The key of an entity, one axis per column.
    public List<Read> key(io.datachat.apex.resolve.model.BoundEntity entity) {
        return entity.key().stream()
                .map(column -> {
                    var address = new Address(entity, List.of(), entity, new DimensionNames.Target.KeyColumn(column));
                    return new Read(
                            new Axis(column, alias(List.of(column)), address.type(), null, false),
                            column,
                            address,
                            null);
                })
                .toList();
    }

    private void add(List<Read> axes, MetricQuery.Dimension dimension) {
        if (dimension.name().equals(MetricQuery.TIME)) {
            if (dimension.grain() == null)
                problems.add(Problem.of(ResolveCode.GRAIN_MISFIT, "dimension 'time' needs a grain")
                        .choices(TimeCut.words()));
            else time(axes, dimension.grain());
            return;
        }
        switch (model.dimensions().read(dimension.name())) {
            case DimensionNames.Reading.Not(Problem problem) -> problems.add(problem);
            case DimensionNames.Reading.At(Address address) -> named(axes, dimension, address);
        }
    }

    private void time(List<Read> axes, TimeCut cut) {
        var custom = calendars.period(cut);
        if (cut instanceof TimeCut.Custom && custom == null) return;
        var axis = new Axis(cut.word(), alias(List.of(cut.word())), type(Simple.TIMESTAMP, cut, custom), cut, true);
        axes.add(new Read(axis, MetricQuery.TIME, null, custom));
    }

    private void named(List<Read> axes, MetricQuery.Dimension dimension, Address address) {
        var cut = dimension.grain();
        var type = address.type();
        if (cut != null && !type.temporal())
            problems.add(Problem.of(
                    ResolveCode.GRAIN_MISFIT,
                    "dimension '" + dimension.name() + "' is " + type.word() + " and has no grain " + cut.word()));
        else if (cut != null && tooFine(type, cut))
            problems.add(Problem.of(
                    ResolveCode.GRAIN_MISFIT,
                    "dimension '" + dimension.name() + "' is a date; it has no grain " + cut.word()));
        var custom = cut == null ? null : calendars.period(cut);
        if (cut instanceof TimeCut.Custom && custom == null) return;
        var column = cut == null ? dimension.name() : dimension.name() + "_" + cut.word();
        var segments = Arrays.asList(dimension.name().split("\\."));
        var axis = new Axis(column, alias(suffixed(segments, cut)), type(type, cut, custom), cut, false);
        axes.add(new Read(axis, dimension.name(), address, custom));
    }

    private static List<String> suffixed(List<String> segments, @Nullable TimeCut cut) {
        if (cut == null) return segments;
        List<String> all = new ArrayList<>(segments);
        all.set(all.size() - 1, all.getLast() + "_" + cut.word());
        return all;
    }

    /// The last segment, with more of the path while that is taken: `region`, `customer_region`.
    private String alias(List<String> segments) {
        for (int from = segments.size() - 1; from >= 0; from--) {
            var alias =
                    String.join("_", segments.subList(from, segments.size())).toLowerCase(Locale.ROOT);
            if (aliases.add(alias)) return alias;
        }
        var alias = String.join("_", segments).toLowerCase(Locale.ROOT) + "_";
        while (!aliases.add(alias)) alias += "_";
        return alias;
    }

    /// Whether a date has no such cut.
    static boolean tooFine(DataType type, TimeCut cut) {
        return type == Simple.DATE
                && switch (cut) {
                    case Grain grain -> grain.compareTo(Grain.DAY) < 0;
                    case DatePart part -> !part.ofDate();
                    case TimeCut.Custom _ -> false;
                };
    }

    /// Days and coarser are dates, finer ones timestamps, date parts numbers.
    static DataType type(DataType type, @Nullable TimeCut cut, @Nullable Custom custom) {
        return switch (cut) {
            case null -> type;
            case Grain grain -> grain.compareTo(Grain.DAY) < 0 ? Simple.TIMESTAMP : Simple.DATE;
            case DatePart _ -> Simple.BIGINT;
            case TimeCut.Custom _ -> custom == null ? type : custom.type();
        };
    }

    public static int indexAsked(List<Read> axes, String field) {
        for (int i = 0; i < axes.size(); i++) if (axes.get(i).asked().equals(field)) return i;
        return -1;
    }
}
