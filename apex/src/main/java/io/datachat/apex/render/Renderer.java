package io.datachat.apex.render;

import io.datachat.apex.render.block.Assembly;
import io.datachat.apex.render.dialect.Dialect;
import io.datachat.apex.render.sql.Statement;
import org.apache.calcite.rel.RelNode;

/// Writes a plan as SQL for one dialect.
///
/// Calcite's own writer goes through a syntax tree without types and loses aliases; here each query level keeps its
/// typed expressions until they are spelled, in one pass that also puts the binds into the order of their placeholders.
public final class Renderer {
    private Renderer() {}

    /// @throws io.datachat.apex.problem.Rejection when the plan holds a step or function that the dialect cannot
    /// say
    public static Rendered render(RelNode plan, Dialect dialect) {
        var script = new Statement(dialect)
                .write(Assembly.of(plan), plan.getRowType().getFieldNames());
        return new Rendered(script.text(), script.parameters());
    }
}
