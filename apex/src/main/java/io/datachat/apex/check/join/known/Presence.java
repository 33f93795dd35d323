package io.datachat.apex.check.join.known;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which instances an outer join may leave without a row. Each side of an outer join that may be missing has a number.
public final class Presence {
    private final Map<Instance, Set<Integer>> guards = new HashMap<>();
    private final Map<Integer, Set<Integer>> implied = new HashMap<>();
    private final Map<Integer, Integer> partners = new HashMap<>();
    private int sides;

    public int side() {
        return sides++;
    }

    /// The two sides of a full join: each may be there without the other.
    public void full(int left, int right) {
        partners.put(left, right);
        partners.put(right, left);
    }

    public void guard(Instance instance, Set<Integer> sides) {
        guards.computeIfAbsent(instance, _ -> new HashSet<>()).addAll(sides);
    }

    /// Where a side has rows, these instances have, too.
    public void imply(int side, Set<Instance> there) {
        implied.computeIfAbsent(side, _ -> new HashSet<>()).addAll(sides(there));
    }

    public Set<Integer> sides(Set<Instance> there) {
        Set<Integer> all = new HashSet<>();
        there.forEach(instance -> all.addAll(guards.getOrDefault(instance, Set.of())));
        return all;
    }

    /// The sides that have rows when all of these instances do.
    public Set<Integer> present(Set<Instance> there, Set<Integer> sure) {
        var all = sides(there);
        all.addAll(sure);
        var open = new ArrayDeque<>(all);
        while (!open.isEmpty())
            for (var next : implied.getOrDefault(open.remove(), Set.of())) if (all.add(next)) open.add(next);
        return all;
    }

    /// Whether one is on the one side of a full join, and the other on its other side.
    public boolean across(Instance one, Instance other) {
        var others = guards.getOrDefault(other, Set.of());
        return guards.getOrDefault(one, Set.of()).stream()
                .anyMatch(side -> partners.containsKey(side) && others.contains(partners.get(side)));
    }
}
