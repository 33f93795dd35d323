package io.datachat.apex.check.join;

import io.datachat.apex.check.CheckCode;
import io.datachat.apex.check.fanout.FanOut;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.read.ReadQuery;
import io.datachat.apex.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;

/// Whether a query keeps to the joins of a workspace, decided on its algebra: by which columns of which tables meet,
/// whatever they are called and wherever they stand.
public final class JoinCheck {
    private JoinCheck() {}

    /// @param problems  why it is refused; empty when it is not
    /// @param explained which joins were made and why they may be, what filters, where the newest version comes
    /// from
    public record Verdict(List<Problem> problems, List<String> explained) {
        public Verdict {
            problems = List.copyOf(problems);
            explained = List.copyOf(explained);
        }
    }

    public static Verdict of(ReadQuery read, Workspace workspace) {
        var tracing = new Tracing(workspace, read.binds());
        tracing.whole(read.plan());
        List<Problem> problems = new ArrayList<>(tracing.problems());
        // What is joined wrongly counts wrongly as well: that would only be told twice.
        if (problems.isEmpty())
            for (var finding : FanOut.of(read.plan()))
                problems.add(Problem.of(CheckCode.FAN_OUT, finding)
                        .hint("aggregate in a sub-query before joining, or count DISTINCT"));
        return new Verdict(problems, tracing.explained());
    }
}
