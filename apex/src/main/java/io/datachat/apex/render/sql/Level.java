package io.datachat.apex.render.sql;

import io.datachat.apex.render.block.Block.Grouping;
import io.datachat.apex.render.block.Block.Select;
import io.datachat.apex.render.block.Block.Sorting;
import io.datachat.apex.render.block.Source;
import io.datachat.apex.render.dialect.Script;
import io.datachat.apex.render.dialect.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/// Writes one SELECT, a line for each clause.
final class Level {
    private static final int LONG_LINE = 100;
    private final Statement statement;
    private final Script out;
    private final Select select;
    private final List<String> fields;
    private final @Nullable Scope outer;
    private final Scope scope;
    private final Expressions rows;
    private final Expressions results;

    Level(Statement statement, Script out, Select select, List<String> fields, @Nullable Scope outer) {
        this.statement = statement;
        this.out = out;
        this.select = select;
        this.fields = fields;
        this.outer = outer;
        this.scope = new Scope(select, fields, outer);
        this.rows = new Expressions(statement, out, scope, null);
        var grouping = select.grouping();
        this.results = grouping == null ? rows : new Expressions(statement, out, scope, grouping);
    }

    void write() {
        var distinct = distinct();
        items(distinct);
        if (!(select.from() instanceof Source.Nothing)) {
            out.line().add("FROM ");
            source(select.from());
        }
        conditions("WHERE ", select.where(), rows);
        var grouping = select.grouping();
        if (grouping != null && !distinct) group(grouping);
        conditions("HAVING ", select.having(), results);
        order();
        if (select.fetch() != null) limit("LIMIT ", select.fetch());
        if (select.offset() != null) limit("OFFSET ", select.offset());
    }

    private void limit(String word, RexNode count) {
        out.line().add(word);
        rows.bare(count);
    }

    /// Keys without measures, all of them selected and nothing else.
    private boolean distinct() {
        var grouping = select.grouping();
        if (grouping == null || !grouping.calls().isEmpty() || !select.having().isEmpty() || !grouping.plain())
            return false;
        if (!select.order().isEmpty()
                || select.items().size() != grouping.keys().size()) return false;
        for (var i = 0; i < select.items().size(); i++)
            if (!(select.items().get(i) instanceof RexInputRef key && key.getIndex() == i)) return false;
        return true;
    }

    private void items(boolean distinct) {
        var start = out.length();
        out.add(distinct ? "SELECT DISTINCT " : "SELECT ");
        var breaks = new ArrayList<Integer>();
        for (var i = 0; i < select.items().size(); i++) {
            if (i > 0) out.add(", ");
            breaks.add(out.length());
            item(select.items().get(i), fields.get(i));
        }
        if (out.longFrom(start, LONG_LINE)) out.breakAt(breaks);
    }

    private void item(RexNode item, String name) {
        results.selected(item);
        if (!name.equals(results.column(item)) && !name.equals(Statement.ANONYMOUS))
            out.add(" AS ").name(name);
    }

    private void source(Source source) {
        switch (source) {
            case Source.Nothing _ -> throw new IllegalStateException("a join with nothing");
            case Source.Table table -> table(table);
            case Source.Derived derived -> derived(derived);
            case Source.Rows values -> values(values);
            case Source.Function function -> {
                rows.write(function.call(), Precedence.NONE);
                aliased(function);
            }
            case Source.Join join -> join(join);
        }
    }

    private void table(Source.Table table) {
        var first = true;
        for (var part : table.name()) {
            if (!first) out.add(".");
            first = false;
            out.name(part);
        }
        if (scope.qualified() && !scope.alias(table).equals(table.name().getLast()))
            out.add(" AS ").name(scope.alias(table));
    }

    private void derived(Source.Derived derived) {
        var name = statement.named(derived, outer);
        if (name == null) {
            var inner = new Script(out.depth() + 1);
            inner.line();
            statement.block(inner, derived.block(), derived.columns(), outer);
            out.add("(").add(inner).line().add(") AS ").name(scope.alias(derived));
            return;
        }
        out.name(name);
        if (scope.qualified() && !name.equals(scope.alias(derived)))
            out.add(" AS ").name(scope.alias(derived));
    }

    private void values(Source.Rows values) {
        out.add("(VALUES ");
        for (var i = 0; i < values.rows().size(); i++) {
            out.add(i > 0 ? ", (" : "(");
            var separator = "";
            for (var value : values.rows().get(i)) {
                out.add(separator);
                rows.selected(value);
                separator = ", ";
            }
            out.add(")");
        }
        out.add(")");
        aliased(values);
    }

    /// An alias with names for the columns.
    private void aliased(Source.Single source) {
        out.add(" AS ").name(scope.alias(source)).add(" (");
        var separator = "";
        for (var column : source.columns()) {
            out.add(separator).name(column);
            separator = ", ";
        }
        out.add(")");
    }

    private void join(Source.Join join) {
        source(join.left());
        out.line().add(word(join));
        var nested = join.right() instanceof Source.Join;
        if (nested) out.add("(");
        source(join.right());
        if (nested) out.add(")");
        if (crossing(join)) return;
        out.add(" ON ");
        if (join.on().isEmpty()) out.add("TRUE");
        var separator = "";
        for (var condition : join.on()) {
            out.add(separator);
            rows.condition(condition);
            separator = " AND ";
        }
    }

    private static boolean crossing(Source.Join join) {
        return join.type() == JoinRelType.INNER && join.on().isEmpty();
    }

    private static String word(Source.Join join) {
        return switch (join.type()) {
            case INNER -> crossing(join) ? "CROSS JOIN " : "JOIN ";
            case LEFT -> "LEFT JOIN ";
            case RIGHT -> "RIGHT JOIN ";
            case FULL -> "FULL JOIN ";
            default -> throw new IllegalStateException("not a join with two sides: " + join.type());
        };
    }

    private void conditions(String word, List<RexNode> conditions, Expressions over) {
        for (var i = 0; i < conditions.size(); i++) {
            out.line().add(i == 0 ? word : "  AND ");
            over.condition(conditions.get(i));
        }
    }

    private void group(Grouping grouping) {
        if (grouping.keys().isEmpty()) return;
        out.line().add("GROUP BY ");
        if (grouping.plain()) {
            keys(grouping, grouping.sets().getFirst());
            return;
        }
        out.add("GROUPING SETS (");
        var separator = "";
        for (var set : grouping.sets()) {
            out.add(separator).add("(");
            keys(grouping, set);
            out.add(")");
            separator = ", ";
        }
        out.add(")");
    }

    private void keys(Grouping grouping, Iterable<Integer> set) {
        var separator = "";
        for (var index : set) {
            out.add(separator);
            key(grouping, index);
            separator = ", ";
        }
    }

    /// A column by its name, an expression by its place in the SELECT. A constant would itself be read as a place.
    private void key(Grouping grouping, int index) {
        var key = grouping.keys().get(index);
        var place = key instanceof RexInputRef || !grouping.plain() ? -1 : place(index);
        if (place >= 0) out.add(Integer.toString(place + 1));
        else if (key instanceof RexLiteral constant) rows.typed(constant);
        else rows.write(key, Precedence.NONE);
    }

    private int place(int key) {
        for (var i = 0; i < select.items().size(); i++)
            if (select.items().get(i) instanceof RexInputRef item && item.getIndex() == key) return i;
        return -1;
    }

    private void order() {
        var separator = "ORDER BY ";
        if (!select.order().isEmpty()) out.line();
        for (var key : select.order()) {
            out.add(separator);
            ordered(key);
            separator = ", ";
        }
    }

    private void ordered(Sorting key) {
        var place = select.items().indexOf(key.expression());
        if (Types.text(key.expression().getType())
                && !statement.dialect().byCodePoint().isEmpty()) {
            results.write(key.expression(), Precedence.PRIMARY);
            out.add(statement.dialect().byCodePoint());
        } else if (place >= 0 && !scope.shadows(fields.get(place), results.column(key.expression())))
            out.name(fields.get(place));
        else if (place >= 0) out.add(Integer.toString(place + 1));
        else results.write(key.expression(), Precedence.NONE);
        results.direction(key.direction(), key.nulls());
    }
}
