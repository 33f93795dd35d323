package io.datachat.apex.check.join.known;

import java.util.HashSet;
import java.util.Set;

/// Two terms that are equal.
///
/// @param guards the sides of outer joins that must have rows for this to hold
public record Fact(Term one, Term other, Set<Integer> guards) {
    public Fact {
        guards = Set.copyOf(guards);
    }

    public Fact guarded(Set<Integer> more) {
        if (more.isEmpty()) return this;
        var all = new HashSet<>(guards);
        all.addAll(more);
        return new Fact(one, other, all);
    }

    public boolean sameAs(Fact fact) {
        return (one.equals(fact.one) && other.equals(fact.other)) || (one.equals(fact.other) && other.equals(fact.one));
    }
}
