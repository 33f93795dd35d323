package io.datachat.apex.check.join.known;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of the rows of a plan: where their columns come from, and what is equal in each of them.
///
/// @param columns   null for what is calculated
/// @param instances whose rows they are made of
/// @param present   sides of outer joins that surely have rows
/// @param together  instances that were found to be joined, or told not to be
/// @param settled   instances of which it no longer matters that a version is a row
public record Rows(
        List<@Nullable Term> columns,
        List<Instance> instances,
        List<Fact> facts,
        Set<Integer> present,
        List<Set<Instance>> together,
        Set<Instance> settled) {

    /// Rows that are read from no table.
    public static Rows of(int columns) {
        return new Rows(Collections.nCopies(columns, null), List.of(), List.of(), Set.of(), List.of(), Set.of());
    }

    public Rows beside(Rows right) {
        List<@Nullable Term> both = new ArrayList<>(columns);
        both.addAll(right.columns);
        return new Rows(
                both,
                joined(instances, right.instances),
                joined(facts, right.facts),
                joined(present, right.present),
                joined(together, right.together),
                joined(settled, right.settled));
    }

    public Rows having(List<@Nullable Term> others) {
        return new Rows(others, instances, facts, present, together, settled);
    }

    public Rows knowing(List<Fact> more, Set<Integer> sure) {
        return new Rows(columns, instances, joined(facts, more), joined(present, sure), together, settled);
    }

    public Rows guarded(Set<Integer> sides) {
        if (sides.isEmpty()) return this;
        return new Rows(
                columns,
                instances,
                facts.stream().map(fact -> fact.guarded(sides)).toList(),
                present,
                together,
                settled);
    }

    /// Their joins were judged.
    public Rows judged() {
        return new Rows(columns, instances, facts, present, List.of(Set.copyOf(instances)), settled);
    }

    public Rows settling(Set<Instance> more) {
        return new Rows(columns, instances, facts, present, together, joined(settled, more));
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        if (other.isEmpty()) return one;
        var both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    private static <T> Set<T> joined(Set<T> one, Set<T> other) {
        if (other.isEmpty()) return one;
        var both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }
}
