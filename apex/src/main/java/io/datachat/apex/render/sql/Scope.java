package io.datachat.apex.render.sql;

import io.datachat.apex.render.block.Block.Select;
import io.datachat.apex.render.block.Source;
import io.datachat.apex.render.dialect.Script;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/// The names that one query level can use: an alias for each table, and those of the levels around it.
final class Scope {
    private final Select level;
    private final @Nullable Scope outer;
    private final IdentityHashMap<Source.Single, String> aliases = new IdentityHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<String> columns = new ArrayList<>();
    private final List<Source.Single> owners = new ArrayList<>();
    private final Set<Integer> labelled = new HashSet<>();
    private final boolean qualified;

    /// @param names of the level's items
    Scope(Select level, List<String> names, @Nullable Scope outer) {
        this.level = level;
        this.outer = outer;
        collect(level.from());
        this.qualified = aliases.size() > 1 || !level.correlations().isEmpty() || hides() || captured(names);
    }

    private void collect(Source source) {
        switch (source) {
            case Source.Join join -> {
                collect(join.left());
                collect(join.right());
            }
            case Source.Nothing _ -> {}
            case Source.Single single -> {
                aliases.put(single, free(wanted(single)));
                if (single instanceof Source.Table table)
                    for (var column : table.labelled()) labelled.add(columns.size() + column);
                for (var column : single.columns()) {
                    columns.add(column);
                    owners.add(single);
                }
            }
        }
    }

    private static String wanted(Source.Single single) {
        return switch (single) {
            case Source.Table table -> table.alias() == null ? table.name().getLast() : table.alias();
            case Source.Derived derived -> derived.name();
            case Source.Rows _ -> "listed";
            case Source.Function _ -> "series";
        };
    }

    /// The same role twice in one level gets a number; case makes no difference to a database.
    private String free(String wanted) {
        var name = wanted;
        for (var i = 2; known(name); i++) name = wanted + "_" + i;
        taken.add(name.toLowerCase(Locale.ROOT));
        return name;
    }

    private boolean known(String name) {
        return taken.contains(name.toLowerCase(Locale.ROOT)) || (outer != null && outer.known(name));
    }

    /// Whether a table here would be found in the place of one around it, were it called by its own name.
    private boolean hides() {
        return outer != null && aliases.keySet().stream().anyMatch(single -> outer.known(wanted(single)));
    }

    /// An item named like a column that it is not: DuckDB's HAVING and ORDER BY could mean either by the bare name.
    /// WHERE, GROUP BY and SELECT prefer the column in both databases.
    private boolean captured(List<String> names) {
        var items = level.items();
        if (level.having().isEmpty() && level.order().stream().allMatch(key -> items.contains(key.expression())))
            return false;
        for (var i = 0; i < names.size(); i++) {
            var name = names.get(i);
            if (name.equals(item(items.get(i)))) continue;
            for (var column : columns) if (column.equalsIgnoreCase(name)) return true;
        }
        return false;
    }

    /// The column that an item is, unchanged.
    private @Nullable String item(RexNode item) {
        var grouping = level.grouping();
        if (!(item instanceof RexInputRef reference)) return null;
        if (grouping == null) return columns.get(reference.getIndex());
        return reference.getIndex() < grouping.keys().size()
                        && grouping.keys().get(reference.getIndex()) instanceof RexInputRef key
                ? columns.get(key.getIndex())
                : null;
    }

    /// Whether a bare name could also mean a column of a table that the item named so is not.
    boolean shadows(String name, @Nullable String column) {
        return !name.equals(column) && columns.stream().anyMatch(name::equalsIgnoreCase);
    }

    boolean qualified() {
        return qualified;
    }

    String alias(Source.Single source) {
        var alias = aliases.get(source);
        if (alias == null) throw new IllegalStateException("a source of another level");
        return alias;
    }

    /// The name under which a database returns the column, if it is one.
    @Nullable
    String column(int index) {
        return labelled.contains(index) ? null : columns.get(index);
    }

    /// Whether the column is an enum, of which only its text means the same everywhere.
    boolean labelled(int index) {
        return labelled.contains(index);
    }

    void column(Script out, int index) {
        if (qualified) out.name(alias(owners.get(index))).add(".");
        out.name(columns.get(index));
    }

    @Nullable
    Scope outer() {
        return outer;
    }

    @Nullable
    List<RexNode> row(CorrelationId variable) {
        return level.correlations().get(variable);
    }
}
