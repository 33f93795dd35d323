package io.datachat.apex.monitor.advice;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.check.CheckCode;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import java.util.Locale;

/// What a question may cost by the estimate of its database.
final class Costs {
    private Costs() {}

    static String words(double cost, Backend backend) {
        return String.format(
                Locale.ROOT,
                switch (backend) {
                    case POSTGRESQL -> "%,.0f units of its planner";
                    case DUCKDB -> "%,.0f rows through all steps";
                },
                cost);
    }

    /// @param governed the person sees rows only in part: an estimate would tell of the others
    /// @throws Rejection when it costs more
    static void admit(QueryPlan plan, Backend backend, long most, boolean governed) {
        if (plan.cost() <= most) return;
        var cost = governed ? "more than" : words(plan.cost(), backend) + ", more than";
        throw new Rejection(Problem.of(
                        CheckCode.COSTLY,
                        "the question is estimated to cost " + cost + " the " + String.format(Locale.ROOT, "%,d", most)
                                + " of limits.costs")
                .hint("ask for less (a shorter period, a filter, fewer metrics), or run it all the same with --costly"
                        + " (\"costly\": true over HTTP)"));
    }
}
