package io.datachat.apex.datapoint.lint;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.DataPoint.Dimension;
import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.DataPoint.EntityDimension;
import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.DataPoint.Review;
import io.datachat.apex.datapoint.References;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// What definitions say about each other.
final class ReferenceRules {
    static final List<Consumer<Finding>> ALL = List.of(
            ReferenceRules::unknown,
            ReferenceRules::unknownDimension,
            ReferenceRules::unknownType,
            ReferenceRules::circle,
            ReferenceRules::shakyGround);

    private ReferenceRules() {}

    private static void unknown(Finding finding) {
        for (var reference : References.of(finding.point())) {
            if (finding.unreadable().contains(reference.id())) continue;
            if (reference.types().stream()
                    .anyMatch(type -> finding.library().ids(type).contains(reference.id()))) continue;
            var known = new LinkedHashSet<String>();
            reference.types().forEach(type -> known.addAll(finding.library().ids(type)));
            var kind = reference.types().size() == 1
                    ? reference.types().iterator().next().word()
                    : "DataPoint";
            offer(
                    finding,
                    reference.path(),
                    "there is no " + kind + " '" + reference.id() + "'",
                    Nearest.of(reference.id(), known, 3));
        }
    }

    private static void unknownDimension(Finding finding) {
        if (!(finding.point() instanceof Dimension dimension)) return;
        var dot = dimension.of().indexOf('.');
        if (dot < 0) {
            finding.report(
                    LintCode.UNKNOWN_REFERENCE,
                    "of",
                    "'" + dimension.of() + "' names no dimension",
                    "write entity.dimension, such as order.status");
            return;
        }
        var entity = finding.library().find(Entity.class, dimension.of().substring(0, dot));
        var name = dimension.of().substring(dot + 1);
        if (entity.isEmpty() || finding.unreadable().contains(entity.get().id())) return;
        var names =
                entity.get().dimensions().stream().map(EntityDimension::name).toList();
        if (names.contains(name)) return;
        offer(
                finding,
                "of",
                "entity " + entity.get().id() + " has no dimension '" + name + "'",
                Nearest.of(name, names, 3));
    }

    private static void unknownType(Finding finding) {
        if (!(finding.point() instanceof Metric metric) || metric.relationships() == null) return;
        var words =
                Arrays.stream(DataPoint.Type.values()).map(DataPoint.Type::word).toList();
        var dependencies = metric.relationships().dependsOn();
        for (var index = 0; index < dependencies.size(); index++) {
            var type = dependencies.get(index).type();
            if (type == null || words.contains(type)) continue;
            offer(
                    finding,
                    "relationships.depends_on[" + index + "].type",
                    "there is no type '" + type + "'",
                    Nearest.of(type, words, 3));
        }
    }

    private static void offer(Finding finding, String path, String message, List<String> near) {
        var problem = Problem.of(LintCode.UNKNOWN_REFERENCE, finding.what() + ": " + message)
                .choices(near);
        finding.report(problem, finding.definition().place(path), null);
    }

    /// Every metric of a circle would find it; only the first by name reports it.
    private static void circle(Finding finding) {
        if (!(finding.point() instanceof Metric metric)) return;
        var circle = circle(finding, metric, new ArrayList<>(), new LinkedHashSet<>());
        if (circle.isEmpty() || circle.stream().anyMatch(id -> id.compareTo(metric.id()) < 0)) return;
        var way = String.join(" → ", circle) + " → " + metric.id();
        finding.report(LintCode.CYCLE, "execution", "it is made from itself: " + way, "cut the circle somewhere");
    }

    private static List<String> circle(Finding finding, Metric at, List<String> way, Set<String> visited) {
        if (!visited.add(at.id())) return List.of();
        way.add(at.id());
        for (var reference : References.computedFrom(at.execution())) {
            if (reference.id().equals(finding.point().id())) return List.copyOf(way);
            var next = finding.library().find(Metric.class, reference.id());
            if (next.isEmpty()) continue;
            var circle = circle(finding, next.get(), way, visited);
            if (!circle.isEmpty()) return circle;
        }
        way.removeLast();
        return List.of();
    }

    private static void shakyGround(Finding finding) {
        if (!(finding.point() instanceof Metric metric) || metric.common().review() != Review.APPROVED) return;
        for (var reference : References.computedFrom(metric.execution())) {
            var used = finding.library().find(Metric.class, reference.id());
            if (used.isEmpty() || used.get().common().review() == Review.APPROVED) continue;
            var state = used.get().common().review() == Review.PROPOSED ? "only proposed" : "deprecated";
            finding.report(
                    LintCode.SHAKY_GROUND,
                    reference.path(),
                    "it is approved but uses " + reference.id() + ", which is " + state,
                    "approve or replace " + reference.id());
        }
    }
}
