package io.datachat.apex.datapoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a DataPoint refers to.
public final class References {
    private static final Set<DataPoint.Type> ANY = EnumSet.allOf(DataPoint.Type.class);
    private static final Set<DataPoint.Type> METRIC = EnumSet.of(DataPoint.Type.METRIC);
    private static final Set<DataPoint.Type> ENTITY = EnumSet.of(DataPoint.Type.ENTITY);

    private static final Pattern TEXT_IN_QUOTES = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern NAME = Pattern.compile("\\w+");

    private final List<Reference> found = new ArrayList<>();

    private References() {}

    /// @param path  where it is written: `execution.ratio.numerator`
    /// @param types one of which the id must be
    public record Reference(String path, Set<DataPoint.Type> types, String id) {}

    /// All of them, in the order of the keys.
    public static List<Reference> of(DataPoint point) {
        var references = new References();
        references.each("related_concepts", ANY, point.common().relatedConcepts());
        references.own(point);
        return references.found;
    }

    /// Every name that a tile speaks of, wherever it does: the parts of paths too.
    public static Set<String> mentioned(Tile tile) {
        Set<String> names = new HashSet<>(tile.metrics());
        Stream.of(
                        tile.dimensions().stream().map(Tile.TileDimension::name),
                        tile.order().stream().map(Tile.TileOrder::field),
                        tile.filters().stream().map(Tile.TileFilter::field),
                        tile.where().stream(),
                        Stream.ofNullable(tile.top()).flatMap(top -> Stream.of(top.metric(), top.dimension())))
                .flatMap(texts -> texts)
                .map(text -> TEXT_IN_QUOTES.matcher(text).replaceAll(" "))
                .forEach(text -> NAME.matcher(text).results().forEach(name -> names.add(name.group())));
        return names;
    }

    /// The metrics that a metric is computed from.
    public static List<Reference> computedFrom(@Nullable Execution execution) {
        var references = new References();
        references.execution(execution);
        return references.found.stream()
                .filter(reference -> reference.types.equals(METRIC))
                .toList();
    }

    private void own(DataPoint point) {
        switch (point) {
            case DataPoint.Metric metric -> {
                execution(metric.execution());
                if (metric.relationships() != null) relationships(metric.relationships());
            }
            case DataPoint.Entity entity -> {
                for (var index = 0; index < entity.relationships().size(); index++) {
                    add(
                            "relationships[" + index + "].to",
                            ENTITY,
                            entity.relationships().get(index).to());
                }
            }
            case DataPoint.Dimension dimension -> {
                var dot = dimension.of().indexOf('.');
                if (dot >= 0) add("of", ENTITY, dimension.of().substring(0, dot));
            }
            case DataPoint.Constraint constraint -> add("entity", ENTITY, constraint.entity());
            case DataPoint.Dashboard dashboard -> {
                for (var index = 0; index < dashboard.tiles().size(); index++) {
                    each(
                            "tiles[" + index + "].metrics",
                            METRIC,
                            dashboard.tiles().get(index).metrics());
                }
            }
            case DataPoint.Workspace workspace -> each("implements", ANY, workspace.implementsIds());
            case DataPoint.Concept _, DataPoint.Query _, DataPoint.Process _, DataPoint.Schema _ -> {}
        }
    }

    private void execution(@Nullable Execution execution) {
        switch (execution) {
            case null -> {}
            case Execution.Measure measure -> add("execution.entity", ENTITY, measure.entity());
            case Execution.Filtered filtered -> add("execution.metric", METRIC, filtered.metric());
            case Execution.Ratio(String numerator, String denominator) -> {
                add("execution.ratio.numerator", METRIC, numerator);
                add("execution.ratio.denominator", METRIC, denominator);
            }
            case Execution.Derived derived -> derived(derived);
            case Execution.Cumulative cumulative -> add("execution.cumulative", METRIC, cumulative.metric());
            case Execution.Conversion conversion -> {
                add("execution.conversion.from", METRIC, conversion.from());
                add("execution.conversion.to", METRIC, conversion.to());
            }
            case Execution.Template _ -> {}
        }
    }

    /// A name in the expression is an input of this metric, else a metric.
    private void derived(Execution.Derived derived) {
        Set<String> inputs = new HashSet<>();
        for (int i = 0; i < derived.inputs().size(); i++) {
            inputs.add(derived.inputs().get(i).name());
            add(
                    "execution.inputs[" + i + "].metric",
                    METRIC,
                    derived.inputs().get(i).metric());
        }
        for (var name : Arithmetic.read(derived.expression()).names())
            if (!inputs.contains(name)) add("execution.derived", METRIC, name);
    }

    private void relationships(Relationships relationships) {
        for (var index = 0; index < relationships.dependsOn().size(); index++) {
            var dependency = relationships.dependsOn().get(index);
            var types = Arrays.stream(DataPoint.Type.values())
                    .filter(type -> dependency.type() == null || type.word().equals(dependency.type()))
                    .toList();
            add(
                    "relationships.depends_on[" + index + "].id",
                    types.isEmpty() ? ANY : EnumSet.copyOf(types),
                    dependency.id());
        }
        each("relationships.impacts", ANY, relationships.impacts());
    }

    private void each(String path, Set<DataPoint.Type> types, List<String> ids) {
        for (var index = 0; index < ids.size(); index++) add(path + "[" + index + "]", types, ids.get(index));
    }

    private void add(String path, Set<DataPoint.Type> types, String id) {
        found.add(new Reference(path, types, id));
    }
}
