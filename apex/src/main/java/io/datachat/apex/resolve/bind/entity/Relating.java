package io.datachat.apex.resolve.bind.entity;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.DataPoint.Cardinality;
import io.datachat.apex.datapoint.DataPoint.JoinColumns;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.resolve.model.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns declared relationships into steps, and each into its way back unless that is declared too.
public final class Relating {
    private final Map<String, Draft> drafts;
    private final Findings findings;
    private final List<Step> steps = new ArrayList<>();

    public Relating(Map<String, Draft> drafts, Findings findings) {
        this.drafts = drafts;
        this.findings = findings;
    }

    /// Fills each draft's steps.
    ///
    /// @return every step, ways back included
    public List<Step> relate() {
        for (var draft : drafts.values()) {
            var relationships = draft.definition().relationships();
            for (int i = 0; i < relationships.size(); i++) {
                var step = step(draft, relationships.get(i), "relationships[" + i + "]");
                if (step != null) {
                    steps.add(step);
                    draft.steps().put(step.role(), step);
                }
            }
        }
        var declared = List.copyOf(steps);
        Set<String> joined = new HashSet<>();
        declared.forEach(step -> joined.add(join(step.from(), step.to(), step.on())));
        for (var step : declared) {
            if (draft(step.to()).valid() != null || behindRole(step)) continue;
            var back = back(step);
            if (!joined.contains(join(back.from(), back.to(), back.on())) && (back.toMany() || endsOnKey(back)))
                steps.add(back);
        }
        for (var step : steps.subList(declared.size(), steps.size()))
            draft(step.from()).steps().putIfAbsent(step.role(), step);
        return List.copyOf(steps);
    }

    private @Nullable Step step(Draft from, DataPoint.Relationship relationship, String path) {
        var to = drafts.get(relationship.to());
        if (to == null) {
            findings.add(
                    from.definition(),
                    path,
                    Problem.of(
                                    ResolveCode.BROKEN_DEFINITION,
                                    "entity " + from.id() + ": relationship to '" + relationship.to()
                                            + "', which is unknown or broken")
                            .choices(Nearest.of(relationship.to(), drafts.keySet(), 3)));
            return null;
        }
        if (!to.database().equals(from.database())) {
            findings.add(
                    from.definition(),
                    path,
                    Problem.of(
                            ResolveCode.ACROSS_DATABASES,
                            "entity " + from.id() + " is in " + from.database() + " and " + to.id() + " in "
                                    + to.database()));
            return null;
        }
        var on = columns(from, to, relationship, path);
        var step = new Step(
                relationship.role(), from.id(), to.id(), relationship.cardinality() == Cardinality.ONE_TO_MANY, on);
        if (on.isEmpty()) return null;
        var keyed = step.toMany() ? endsOnKey(back(step)) : endsOnKey(step);
        if (!keyed) findings.add(from.definition(), path, notAKey(from, to, step));
        return keyed ? step : null;
    }

    private List<JoinColumns> columns(Draft from, Draft to, DataPoint.Relationship relationship, String path) {
        var owner = relationship.cardinality() == Cardinality.ONE_TO_MANY ? from : to;
        var stated = relationship.on().isEmpty()
                ? owner.key().stream()
                        .map(column -> new JoinColumns(column, column))
                        .toList()
                : relationship.on();
        List<JoinColumns> found = new ArrayList<>();
        for (var pair : stated) {
            var own = own(from, pair.column());
            var other = to.table().column(pair.target());
            if (own.isEmpty())
                findings.add(
                        from.definition(),
                        path,
                        Drafts.unknownColumn(
                                from.id(), pair.column(), from.table().name().toString(), from.columnNames()));
            if (other.isEmpty())
                findings.add(
                        from.definition(),
                        path,
                        Drafts.unknownColumn(
                                from.id(), pair.target(), to.table().name().toString(), to.columnNames()));
            if (own.isPresent() && other.isPresent())
                found.add(new JoinColumns(own.get(), other.get().name()));
        }
        if (stated.isEmpty())
            findings.add(
                    from.definition(),
                    path,
                    Problem.of(
                            ResolveCode.NO_KEY,
                            "entity " + from.id() + ": the relationship to " + to.id() + " states no columns and "
                                    + owner.id() + " has no primary key"));
        return found.size() == stated.size() ? found : List.of();
    }

    /// A column of its table, or `role.column` of one that it belongs to, in the catalog's spelling.
    private Optional<String> own(Draft from, String written) {
        var dot = written.indexOf('.');
        if (dot < 0) return from.table().column(written).map(Table.Column::name);
        var role = written.substring(0, dot);
        return from.definition().relationships().stream()
                .filter(other -> other.role().equals(role) && other.cardinality() != Cardinality.ONE_TO_MANY)
                .findFirst()
                .flatMap(other -> Optional.ofNullable(drafts.get(other.to())))
                .flatMap(other -> other.table().column(written.substring(dot + 1)))
                .map(column -> role + "." + column.name());
    }

    /// Such a step has no way back: the way begins at a third table.
    private static boolean behindRole(Step step) {
        return step.on().stream().anyMatch(pair -> pair.column().contains("."));
    }

    private boolean endsOnKey(Step step) {
        var to = draft(step.to());
        var targets = step.on().stream().map(JoinColumns::target).toList();
        return Stream.concat(Stream.of(to.key()), to.unique().stream())
                .anyMatch(key -> !key.isEmpty() && key.size() == targets.size() && targets.containsAll(key));
    }

    private static Problem notAKey(Draft from, Draft to, Step step) {
        var many = step.toMany() ? from : to;
        return Problem.of(
                        ResolveCode.NOT_A_KEY,
                        "entity " + from.id() + ": relationship '" + step.role()
                                + "' does not join on the primary key of " + many.id()
                                + (many.key().isEmpty()
                                        ? ", which declares none"
                                        : " (" + String.join(", ", many.key()) + ")"))
                .hint("join on the whole primary key, or correct primary_key or cardinality");
    }

    private Step back(Step step) {
        var on = step.on().stream()
                .map(pair -> new JoinColumns(/* column= */ pair.target(), /* target= */ pair.column()))
                .toList();
        var declared = drafts.get(step.from());
        var toMany = declared != null
                && declared.definition().relationships().stream()
                        .anyMatch(relationship -> relationship.role().equals(step.role())
                                && relationship.cardinality() == Cardinality.MANY_TO_ONE);
        return new Step(step.from(), step.to(), step.from(), toMany, on);
    }

    private Draft draft(String id) {
        var found = drafts.get(id);
        if (found == null) throw new IllegalStateException("no such entity: " + id);
        return found;
    }

    private static String join(String from, String to, List<JoinColumns> on) {
        return from + ">" + to
                + on.stream()
                        .sorted(java.util.Comparator.comparing(JoinColumns::column))
                        .toList();
    }
}
