package io.datachat.apex.check.join.known;

import io.datachat.apex.check.join.known.Term.Cell;
import io.datachat.apex.workspace.Edge;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Which terms are equal, by what is known to be equal pair by pair.
public final class Equality {
    private final Map<Term, Term> parents = new HashMap<>();

    /// @param present sides of outer joins that have rows
    public static Equality of(Collection<Fact> facts, Set<Integer> present) {
        var equality = new Equality();
        for (var fact : facts) if (present.containsAll(fact.guards())) equality.add(fact.one(), fact.other());
        return equality;
    }

    public void add(Term one, Term other) {
        parents.put(root(one), root(other));
    }

    private Term root(Term term) {
        var at = term;
        for (var next = parents.get(at); next != null && !next.equals(at); next = parents.get(at)) at = next;
        return at;
    }

    public boolean same(Term one, Term other) {
        return one.equals(other) || root(one).equals(root(other));
    }

    /// Whether some term of this kind equals it.
    public boolean any(Term term, Predicate<Term> kind) {
        var root = root(term);
        if (kind.test(term) || kind.test(root)) return true;
        return parents.keySet().stream()
                .anyMatch(other -> kind.test(other) && root(other).equals(root));
    }

    /// How many of the pairs of an edge hold.
    public long held(Edge edge, Instance from, Instance to) {
        return edge.on().stream()
                .filter(pair -> same(new Cell(from, pair.column()), new Cell(to, pair.target())))
                .count();
    }

    public boolean holds(Edge edge, Instance from, Instance to) {
        return held(edge, from, to) == edge.on().size();
    }
}
