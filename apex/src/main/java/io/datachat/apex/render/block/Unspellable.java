package io.datachat.apex.render.block;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import java.util.Locale;
import org.apache.calcite.rel.RelNode;

/// Refusals of what no dialect here can say.
public final class Unspellable {
    private Unspellable() {}

    public static Rejection step(RelNode step) {
        return new Rejection(
                Problem.of(RenderCode.STEP, "The step " + step.getRelTypeName() + " cannot be written as SQL."));
    }

    public static Rejection expression(String what) {
        return new Rejection(Problem.of(
                RenderCode.EXPRESSION,
                "The expression " + what.toLowerCase(Locale.ROOT) + " cannot be written as SQL."));
    }

    /// Something that the other database has.
    public static Rejection on(String database, String what, String instead) {
        return new Rejection(Problem.of(RenderCode.EXPRESSION, database + " has no " + what + ".")
                .hint(instead));
    }

    /// A sub-query in FROM that looks at the rows beside it.
    static Rejection lateral() {
        return new Rejection(Problem.of(
                        RenderCode.LATERAL, "A LATERAL sub-query cannot be written: one database runs it row by row.")
                .hint("Aggregate or rank the other table in a sub-query of its own and join it on its key."));
    }

    public static Rejection text() {
        return new Rejection(
                Problem.of(RenderCode.NUL, "A text holds the character NUL, which no database here can store.")
                        .hint("Remove the character from the value."));
    }
}
