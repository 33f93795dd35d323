package io.datachat.apex.datapoint.lint;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.DataPoint.Query;
import io.datachat.apex.datapoint.DataPoint.Schema;
import io.datachat.apex.datapoint.Execution.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names: their shape, and that each is used once.
final class NameRules {
    static final List<Consumer<Finding>> ALL = List.of(NameRules::shape, NameRules::twice, NameRules::reserved);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /// In a query it is the time of each metric.
    private static final String TIME = "time";

    private NameRules() {}

    /// @param path of the name itself
    private record Named(String path, String name) {}

    private static void shape(Finding finding) {
        var names = new ArrayList<Named>();
        names.add(new Named("id", finding.point().id()));
        names.addAll(segments(finding.point()));
        names.addAll(parameters(finding.point()));
        for (var named : names) {
            if (NAME.matcher(named.name).matches()) continue;
            var better = named.name
                    .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "_")
                    .replaceAll("^[_0-9]+|_+$", "");
            finding.report(
                    LintCode.ID_SHAPE,
                    named.path,
                    "'" + named.name + "' is not lower snake case",
                    NAME.matcher(better).matches()
                            ? "write " + better
                            : "begin with a letter; use letters, digits and _");
        }
    }

    private static void twice(Finding finding) {
        unique(finding, segments(finding.point()), "dimension or role");
        unique(finding, parameters(finding.point()), "parameter");
        var template = template(finding.point());
        if (template != null) {
            var variants = new ArrayList<Named>();
            for (var variant : template.backendVariants()) {
                variants.add(new Named("execution.backend_variants[" + variants.size() + "]", variant.backend()));
            }
            unique(finding, variants, "backend");
        }
        if (finding.point() instanceof Schema schema) {
            var columns = new ArrayList<Named>();
            for (var column : schema.columns())
                columns.add(new Named("columns[" + columns.size() + "].name", column.name()));
            unique(finding, columns, "column");
        }
    }

    private static void unique(Finding finding, List<Named> names, String kind) {
        var seen = new HashMap<String, Named>();
        for (var named : names) {
            var first = seen.putIfAbsent(named.name, named);
            if (first == null) continue;
            finding.report(
                    LintCode.DUPLICATE_NAME,
                    named.path,
                    "there are two of the " + kind + " '" + named.name + "'",
                    "the first one is at " + finding.definition().place(first.path) + "; rename or remove one");
        }
    }

    private static void reserved(Finding finding) {
        for (var named : segments(finding.point())) {
            if (!named.name.equals(TIME)) continue;
            finding.report(
                    LintCode.RESERVED_NAME,
                    named.path,
                    "'" + TIME + "' means each metric's own time in a query",
                    "choose another name, such as " + finding.point().id() + "_time");
        }
    }

    /// Dimensions and roles: what can stand between the dots of a path.
    private static List<Named> segments(DataPoint point) {
        var names = new ArrayList<Named>();
        if (!(point instanceof Entity entity)) return names;
        for (var index = 0; index < entity.dimensions().size(); index++) {
            names.add(new Named(
                    "dimensions[" + index + "].name",
                    entity.dimensions().get(index).name()));
        }
        for (var index = 0; index < entity.relationships().size(); index++) {
            var path = "relationships[" + index + "].";
            var relationship = entity.relationships().get(index);
            names.add(new Named(path + (relationship.name() == null ? "to" : "name"), relationship.role()));
        }
        return names;
    }

    private static List<Named> parameters(DataPoint point) {
        var names = new ArrayList<Named>();
        var template = template(point);
        if (template == null) return names;
        for (var parameter : template.parameters()) {
            names.add(new Named("execution.parameters[" + names.size() + "].name", parameter.name()));
        }
        return names;
    }

    static @Nullable Template template(DataPoint point) {
        return switch (point) {
            case Query query -> query.execution();
            case Metric metric when metric.execution() instanceof Template template -> template;
            case DataPoint _ -> null;
        };
    }
}
