package io.datachat.apex.resolve;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.resolve.ResolvedQuery.Axis;
import io.datachat.apex.resolve.model.DimensionNames;
import io.datachat.apex.resolve.model.DimensionNames.Address;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.time.Grain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the dimensions of a request: where each leads, how times are cut, what its column is called.
final class Axes {
    private final Model model;
    private final List<Problem> problems;
    private final Set<String> aliases = new HashSet<>();

    Axes(Model model, List<Problem> problems) {
        this.model = model;
        this.problems = problems;
    }

    /// @param asked   as it was written
    /// @param address null for the metrics' own time
    record Read(Axis axis, String asked, @Nullable Address address) {}

    List<Read> read(MetricQuery query) {
        List<Read> axes = new ArrayList<>();
        aliases.addAll(query.metrics());
        if (query.grain() != null) add(axes, new MetricQuery.Dimension(MetricQuery.TIME, query.grain()));
        query.dimensions().forEach(dimension -> add(axes, dimension));
        return axes;
    }

    private void add(List<Read> axes, MetricQuery.Dimension dimension) {
        if (dimension.name().equals(MetricQuery.TIME)) {
            if (dimension.grain() == null)
                problems.add(Problem.of(ResolveCode.GRAIN_MISFIT, "dimension 'time' needs a grain")
                        .choices(Arrays.stream(Grain.values()).map(Grain::word).toList()));
            else axes.add(time(dimension.grain()));
            return;
        }
        switch (model.dimensions().read(dimension.name())) {
            case DimensionNames.Reading.Not(Problem problem) -> problems.add(problem);
            case DimensionNames.Reading.At(Address address) -> axes.add(named(dimension, address));
        }
    }

    private Read time(Grain grain) {
        var axis = new Axis(grain.word(), alias(List.of(grain.word())), bucket(Simple.TIMESTAMP, grain), grain, true);
        return new Read(axis, MetricQuery.TIME, null);
    }

    private Read named(MetricQuery.Dimension dimension, Address address) {
        var grain = dimension.grain();
        var type = address.expression().type();
        if (grain != null && !type.temporal())
            problems.add(Problem.of(
                    ResolveCode.GRAIN_MISFIT,
                    "dimension '" + dimension.name() + "' is " + type.word() + " and has no grain " + grain.word()));
        else if (grain != null && type == Simple.DATE && (grain == Grain.HOUR || grain == Grain.MINUTE))
            problems.add(Problem.of(
                    ResolveCode.GRAIN_MISFIT,
                    "dimension '" + dimension.name() + "' is a date; it has no grain " + grain.word()));
        var column = grain == null ? dimension.name() : dimension.name() + "_" + grain.word();
        var segments = Arrays.asList(dimension.name().split("\\."));
        var axis = new Axis(column, alias(suffixed(segments, grain)), bucket(type, grain), grain, false);
        return new Read(axis, dimension.name(), address);
    }

    private static List<String> suffixed(List<String> segments, @Nullable Grain grain) {
        if (grain == null) return segments;
        List<String> all = new ArrayList<>(segments);
        all.set(all.size() - 1, all.getLast() + "_" + grain.word());
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

    /// Days and coarser are dates, hours and minutes timestamps.
    static DataType bucket(DataType type, @Nullable Grain grain) {
        return switch (grain) {
            case null -> type;
            case MINUTE, HOUR -> Simple.TIMESTAMP;
            case DAY, WEEK, MONTH, QUARTER, YEAR -> Simple.DATE;
        };
    }

    static int indexAsked(List<Read> axes, String field) {
        for (int i = 0; i < axes.size(); i++) if (axes.get(i).asked().equals(field)) return i;
        return -1;
    }
}
