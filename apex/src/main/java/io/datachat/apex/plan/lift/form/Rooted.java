package io.datachat.apex.plan.lift.form;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.DataPoint.JoinColumns;
import io.datachat.apex.plan.lift.form.Flat.Leaf;
import io.datachat.apex.plan.lift.form.Spelling.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/// Flat rows seen from the table that is aggregated: every other table is met at most once, along whole keys.
public final class Rooted {
    /// What definitions and database together say tells rows apart.
    public record Keys(DatabaseCatalog catalog, Map<Table.Name, List<String>> declared) {
        Table table(Leaf leaf) {
            return catalog.table(leaf.name()).orElseThrow();
        }

        List<List<String>> of(Table table) {
            List<List<String>> keys = new ArrayList<>();
            var own = declared.get(table.name());
            if (own != null) keys.add(own);
            if (!table.primaryKey().isEmpty()) keys.add(table.primaryKey());
            keys.addAll(table.uniqueKeys());
            return keys;
        }
    }

    private final Flat flat;
    private final Keys keys;
    private final Map<Leaf, Way> ways = new LinkedHashMap<>();
    private final List<RexNode> held;
    private final Set<Way> inner = new LinkedHashSet<>();
    private final Spelling spelling = new Spelling(this::column);

    private Rooted(Flat flat, Keys keys, Leaf root) {
        this.flat = flat;
        this.keys = keys;
        this.held = new ArrayList<>(flat.held());
        ways.put(root, Way.root(keys.table(root)));
        for (var more = true; more; ) {
            more = false;
            for (var leaf : flat.leaves()) if (!ways.containsKey(leaf) && reach(leaf)) more = true;
        }
    }

    static Rooted of(Flat flat, Keys keys, Leaf root) {
        return new Rooted(flat, keys, root);
    }

    public DatabaseCatalog catalog() {
        return keys.catalog();
    }

    public Spelling spelling() {
        return spelling;
    }

    public String root() {
        return flat.leaves().stream()
                .filter(ways::containsKey)
                .map(leaf -> Objects.requireNonNull(ways.get(leaf)))
                .filter(way -> way.parent() == null)
                .findFirst()
                .orElseThrow()
                .text();
    }

    public Map<Leaf, Way> ways() {
        return ways;
    }

    /// Tables that are not met at most once.
    public List<Leaf> multiplying() {
        return flat.leaves().stream().filter(leaf -> !ways.containsKey(leaf)).toList();
    }

    private Column column(int number) {
        var leaf = flat.leaf(number);
        var way = ways.get(leaf);
        return way == null
                ? new Column(Way.root(keys.table(leaf)), "*" + leaf.column(number))
                : new Column(way, leaf.column(number));
    }

    /// Ways that were met by an inner join: rows without are left out.
    public Set<Way> inner() {
        return inner;
    }

    private boolean reach(Leaf leaf) {
        var outer = flat.outer().stream()
                .filter(one -> one.leaf().equals(leaf))
                .findFirst()
                .orElse(null);
        var among = outer == null ? held : outer.on();
        for (var from : List.copyOf(ways.entrySet()))
            for (var key : keys.of(keys.table(leaf))) {
                var met = met(from.getKey(), leaf, key, among);
                if (met == null || (outer != null && met.size() != outer.on().size())) continue;
                var pairs = met.stream()
                        .map(equal -> pair(equal, from.getKey(), leaf))
                        .toList();
                var way = from.getValue().to(keys.table(leaf), pairs);
                if (ways.containsValue(way) && !way.enforced()) continue;
                ways.put(leaf, way);
                if (outer == null) {
                    held.removeAll(met);
                    inner.add(way);
                }
                return true;
            }
        return false;
    }

    /// One equality for each column of the key, or null.
    private static @Nullable List<RexNode> met(Leaf from, Leaf to, List<String> key, List<RexNode> among) {
        List<RexNode> met = new ArrayList<>();
        for (var column : key) {
            var equal = among.stream()
                    .filter(one -> {
                        var pair = pair(one, from, to);
                        return pair != null && pair.target().equalsIgnoreCase(column);
                    })
                    .findFirst();
            if (equal.isEmpty()) return null;
            met.add(equal.get());
        }
        return met;
    }

    private static @Nullable JoinColumns pair(RexNode equal, Leaf from, Leaf to) {
        if (equal.getKind() != SqlKind.EQUALS
                || !(((RexCall) equal).getOperands().get(0) instanceof RexInputRef one)
                || !(((RexCall) equal).getOperands().get(1) instanceof RexInputRef two)) return null;
        // Values of other types would first be converted, and a key that is converted need not tell rows apart.
        if (one.getType().getSqlTypeName() != two.getType().getSqlTypeName()) return null;
        if (from.owns(one.getIndex()) && to.owns(two.getIndex()))
            return new JoinColumns(from.column(one.getIndex()), to.column(two.getIndex()));
        if (from.owns(two.getIndex()) && to.owns(one.getIndex()))
            return new JoinColumns(from.column(two.getIndex()), to.column(one.getIndex()));
        return null;
    }

    /// The conditions that every aggregated row fulfils, in one spelling.
    Set<String> conditions() {
        var all = new TreeSet<>(parts().keySet());
        for (var way : inner) if (!implied(way)) all.add(way.presence());
        for (var entry : ways.entrySet())
            if (implied(entry.getValue())) all.remove(entry.getValue().presence());
        all.remove("");
        return all;
    }

    Map<String, RexNode> parts() {
        return spelling.conditions(held);
    }

    /// Whether some condition fails where there is no such row.
    private boolean implied(Way way) {
        var columns = ImmutableBitSet.builder();
        for (var entry : ways.entrySet())
            if (below(entry.getValue(), way)) {
                var leaf = entry.getKey();
                columns.set(leaf.offset(), leaf.offset() + leaf.width());
            }
        var missing = columns.build();
        return held.stream()
                .flatMap(one -> Conjuncts.of(one).stream())
                .filter(one -> one.getKind() != SqlKind.IS_NOT_NULL)
                .anyMatch(one -> Strong.isNotTrue(one, missing));
    }

    private static boolean below(@Nullable Way way, Way above) {
        for (var at = way; at != null; at = at.parent()) if (at.equals(above)) return true;
        return false;
    }

    /// A table that nothing reads changes no row, as long as its database sees to it that there is at most one.
    void onlyHarmless(List<RexNode> read) {
        Set<Leaf> used = new HashSet<>();
        List<RexNode> all = new ArrayList<>(read);
        all.addAll(held);
        for (var rex : all) for (var column : RelOptUtil.InputFinder.bits(rex)) used.add(flat.leaf(column));
        for (var entry : ways.entrySet()) {
            var way = entry.getValue();
            var needed = used.stream().anyMatch(leaf -> below(ways.get(leaf), way)) || inner.contains(way);
            if (!needed && !way.enforced())
                throw new Unlike("it joins " + way.table().name() + ", of which nothing is read and"
                        + " whose key its database does not enforce");
        }
    }
}
