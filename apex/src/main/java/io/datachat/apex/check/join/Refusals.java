package io.datachat.apex.check.join;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.check.CheckCode;
import io.datachat.apex.check.join.known.Equality;
import io.datachat.apex.check.join.known.Instance;
import io.datachat.apex.check.join.known.Rows;
import io.datachat.apex.check.join.known.Term.Cell;
import io.datachat.apex.datapoint.Domain.Cardinality;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.workspace.Edge;
import io.datachat.apex.workspace.Versioning.Role;
import io.datachat.apex.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells which edge is wrong, and which would be right.
final class Refusals {
    private static final int OFFERED = 5;

    private final Workspace workspace;
    private final Rows rows;
    private final Equality equality;

    Refusals(Workspace workspace, Rows rows) {
        this.workspace = workspace;
        this.rows = rows;
        this.equality = Equality.of(
                rows.facts(),
                rows.facts().stream().flatMap(fact -> fact.guards().stream()).collect(Collectors.toSet()));
    }

    /// Two instances, and what is equal between them.
    private record Meeting(Instance one, Instance other) {}

    /// A problem for each component but the first.
    ///
    /// @param own instances of the query that is judged; a component without any is the query around
    List<Problem> apart(List<Set<Instance>> components, List<Instance> own) {
        List<Problem> problems = new ArrayList<>();
        var told = components.stream().anyMatch(component -> component.stream().noneMatch(own::contains))
                ? components.stream()
                        .filter(component -> component.stream().anyMatch(own::contains))
                        .toList()
                : components.subList(1, components.size());
        for (var component : told) {
            var others = components.stream()
                    .filter(other -> other != component)
                    .flatMap(Set::stream)
                    .toList();
            problems.add(problem(component, others));
        }
        return problems;
    }

    private Problem problem(Set<Instance> component, List<Instance> others) {
        var met = meetings(component, others);
        if (met.isEmpty()) {
            var one = called(component.iterator().next());
            var other = called(others.getFirst());
            return offering(
                    Problem.of(
                            CheckCode.NOT_JOINED,
                            one + " and " + other + " stand side by side without a join of workspace "
                                    + workspace.name()),
                    component,
                    others,
                    null);
        }
        var worst = met.entrySet().stream()
                .max(Comparator.comparingInt(entry -> entry.getValue().size()))
                .orElseThrow();
        var meeting = worst.getKey();
        var wrong = String.join(" AND ", worst.getValue());
        var partial = workspace.between(meeting.one.table(), meeting.other.table()).stream()
                .filter(edge -> equality.held(edge, meeting.one, meeting.other) > 0)
                .max(Comparator.comparingLong(edge -> equality.held(edge, meeting.one, meeting.other)));
        var message = called(meeting.one) + " is joined with " + called(meeting.other) + " on " + wrong
                + partial.map(edge -> ", which lacks " + lacking(edge, meeting))
                        .orElse(", which is no join of workspace " + workspace.name())
                + versions(meeting, worst.getValue());
        return offering(Problem.of(CheckCode.WRONG_JOIN, message), component, others, meeting);
    }

    private String lacking(Edge edge, Meeting meeting) {
        return edge.on().stream()
                .filter(pair ->
                        !equality.same(new Cell(meeting.one, pair.column()), new Cell(meeting.other, pair.target())))
                .map(pair ->
                        called(meeting.one) + "." + pair.column() + " = " + called(meeting.other) + "." + pair.target())
                .collect(Collectors.joining(" AND "));
    }

    /// What is equal between a component and the rest, as it was written.
    private Map<Meeting, Set<String>> meetings(Set<Instance> component, List<Instance> others) {
        Map<Meeting, Set<String>> met = new LinkedHashMap<>();
        for (var fact : rows.facts())
            if (fact.one() instanceof Cell one && fact.other() instanceof Cell other) {
                var here = component.contains(one.instance()) && others.contains(other.instance());
                var there = component.contains(other.instance()) && others.contains(one.instance());
                if (here) met(met, one, other);
                if (there) met(met, other, one);
            }
        return met;
    }

    private void met(Map<Meeting, Set<String>> met, Cell one, Cell other) {
        met.computeIfAbsent(new Meeting(one.instance(), other.instance()), _ -> new LinkedHashSet<>())
                .add(called(one) + " = " + called(other));
    }

    private String versions(Meeting meeting, Set<String> equal) {
        Set<String> said = new LinkedHashSet<>();
        for (var rule : workspace.versions())
            for (var instance : List.of(meeting.one, meeting.other)) {
                var table = instance.table();
                var column = rule.versionOf(table);
                column.filter(name -> equal.stream().anyMatch(text -> text.contains(called(instance) + "." + name)))
                        .ifPresent(name ->
                                said.add(called(instance) + "." + name + " is the version of the " + rule.entity()));
                if (rule.role(table).filter(Role.REFERENCE::equals).isPresent()
                        && (meeting.one.table().equals(rule.table())
                                || meeting.other.table().equals(rule.table())))
                    said.add(called(instance) + " names the " + rule.entity()
                            + " but none of its versions, so it means the newest");
            }
        return said.isEmpty() ? "" : "; " + String.join("; ", said);
    }

    /// The edges between a component and the rest: those between the tables that met first, then those of which
    /// most is there.
    private Problem offering(Problem problem, Set<Instance> component, List<Instance> others, @Nullable Meeting met) {
        record Offer(String text, boolean meant, long held, boolean chosen, int order) {}
        List<Offer> offers = new ArrayList<>();
        for (var one : component)
            for (var other : others)
                for (var edge : workspace.between(one.table(), other.table()))
                    offers.add(new Offer(
                            edge.condition(called(one), called(other)),
                            met != null && met.equals(new Meeting(one, other)),
                            equality.held(edge, one, other),
                            edge.cardinality() != Cardinality.MANY_TO_MANY,
                            offers.size()));
        var direct = offers.stream()
                .sorted(Comparator.comparingLong(Offer::held)
                        .reversed()
                        .thenComparing(Offer::meant, Comparator.reverseOrder())
                        .thenComparing(Offer::chosen, Comparator.reverseOrder())
                        .thenComparingInt(Offer::order))
                .map(Offer::text)
                .distinct()
                .limit(OFFERED)
                .toList();
        if (!direct.isEmpty()) return problem.choices(direct).hint("write the join whole, with all of its columns");
        var over =
                over(met == null ? component.iterator().next() : met.one, met == null ? others.getFirst() : met.other);
        return over.isEmpty()
                ? problem.hint("no join of the workspace leads from one to the other")
                : problem.choices(over)
                        .hint("no join leads directly from one to the other: go by way of another table");
    }

    /// Edges of both tables, for a way over a third one; those that lead to a common table first.
    private List<String> over(Instance one, Instance other) {
        var near = workspace.from(one.table());
        var far = workspace.from(other.table());
        Set<Table.Name> common = near.stream().map(Edge::to).collect(Collectors.toCollection(LinkedHashSet::new));
        common.retainAll(far.stream().map(Edge::to).collect(Collectors.toSet()));
        List<String> offered = new ArrayList<>();
        for (var edge : near) if (common.contains(edge.to())) offered.add(text(edge));
        for (var edge : far) if (common.contains(edge.to())) offered.add(text(edge));
        for (var edge : near) offered.add(text(edge));
        return offered.stream().distinct().limit(OFFERED).toList();
    }

    private String text(Edge edge) {
        return edge.condition(workspace.called(edge.from()), workspace.called(edge.to()));
    }

    Problem stray(Cell one, Cell other) {
        var meeting = new Meeting(one.instance(), other.instance());
        var equal = called(one) + " = " + called(other);
        var problem = Problem.of(
                CheckCode.WRONG_JOIN,
                equal + " compares keys apart from the joins of workspace " + workspace.name()
                        + versions(meeting, Set.of(equal)));
        return offering(problem, Set.of(one.instance()), List.of(other.instance()), meeting);
    }

    private String called(Cell cell) {
        return called(cell.instance()) + "." + cell.column();
    }

    private String called(Instance instance) {
        return workspace.called(instance.table());
    }
}
