package io.datachat.apex.render.sql;

import io.datachat.apex.govern.Secured;
import io.datachat.apex.render.block.Assembly;
import io.datachat.apex.render.block.Block;
import io.datachat.apex.render.block.Block.Combination;
import io.datachat.apex.render.block.Block.Select;
import io.datachat.apex.render.block.Source;
import io.datachat.apex.render.dialect.Dialect;
import io.datachat.apex.render.dialect.Script;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/// One statement: its query levels, the inner ones named in WITH so that it reads from top to bottom.
public final class Statement {
    /// The name of an item that nobody refers to.
    static final String ANONYMOUS = "";
    private final Dialect dialect;
    private final List<Named> named = new ArrayList<>();
    private final Map<Same, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    public Statement(Dialect dialect) {
        this.dialect = dialect;
    }

    /// @param fenced nothing from outside may be computed inside
    private record Named(String name, Script body, boolean fenced) {}

    /// Plans are equal when they do the same under the same names, whatever objects they are.
    private record Same(RelNode plan) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Same(RelNode that)
                    && plan.deepEquals(that)
                    && names().equals(new Same(that).names());
        }

        private List<String> names() {
            return plan.getRowType().getFieldNames();
        }

        @Override
        public int hashCode() {
            return plan.deepHashCode();
        }
    }

    Dialect dialect() {
        return dialect;
    }

    public Script write(Block block, List<String> fields) {
        var body = new Script(0);
        block(body, block, fields, null);
        if (named.isEmpty()) return body;
        var whole = new Script(0).add("WITH ");
        var separator = "";
        for (var part : named) {
            whole.add(separator)
                    .name(part.name)
                    .add(part.fenced ? " AS MATERIALIZED (\n    " : " AS (\n    ")
                    .add(part.body)
                    .add("\n)");
            separator = ", ";
        }
        return whole.line().add(body);
    }

    void block(Script out, Block block, List<String> fields, @Nullable Scope outer) {
        switch (block) {
            case Select select -> new Level(this, out, select, fields, outer).write();
            case Combination combination -> {
                for (var i = 0; i < combination.inputs().size(); i++) {
                    if (i > 0) out.line().add(word(combination)).line();
                    var input = combination.inputs().get(i);
                    var nested = input instanceof Combination;
                    if (nested) out.add("(");
                    block(out, input, fields, outer);
                    if (nested) out.add(")");
                }
            }
        }
    }

    private static String word(Combination combination) {
        return switch (combination.kind()) {
                    case UNION -> "UNION";
                    case INTERSECT -> "INTERSECT";
                    default -> "EXCEPT";
                }
                + (combination.all() ? " ALL" : "");
    }

    /// A query in parentheses, on lines of its own.
    void nested(Script out, RelNode plan, Scope scope) {
        nested(out, Assembly.of(plan), plan.getRowType().getFieldNames(), scope);
    }

    /// Whether a query has rows: what it selects does not matter.
    void existence(Script out, RelNode plan, Scope scope) {
        var one = plan.getCluster().getRexBuilder().makeExactLiteral(BigDecimal.ONE);
        if (Assembly.of(plan) instanceof Select select && select.grouping() == null)
            nested(out, select.existence(one), List.of(ANONYMOUS), scope);
        else nested(out, plan, scope);
    }

    private void nested(Script out, Block block, List<String> fields, Scope scope) {
        var inner = new Script(out.depth() + 1);
        inner.line();
        block(inner, block, fields, scope);
        out.add("(").add(inner).line().add(")");
    }

    /// Puts a level into WITH, once, and says under which name; a level that looks at an outer row has to stay in
    /// place.
    @Nullable
    String named(Source.Derived derived, @Nullable Scope outer) {
        if (outer != null && !RelOptUtil.getVariablesUsed(derived.plan()).isEmpty()) return null;
        var key = new Same(derived.plan());
        var known = names.get(key);
        if (known != null) return known;
        var body = new Script(1);
        block(body, derived.block(), derived.columns(), null);
        var name = derived.name();
        for (var i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) name = derived.name() + "_" + i;
        names.put(key, name);
        named.add(new Named(name, body, derived.plan() instanceof Secured secured && secured.fenced()));
        return name;
    }
}
