package io.datachat.apex.check;

import io.datachat.apex.govern.Governed;
import io.datachat.apex.govern.Secured;
import io.datachat.apex.plan.algebra.Scans;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;

/// Bounds what one question may cost before a database sees it.
public final class Limits {
    /// Databases plan joins in exponential or heuristic time; people do not ask for this many tables.
    private static final int MOST_SCANS = 64;

    private static final int MOST_PARAMETERS = 5_000;

    private Limits() {}

    public static Governed check(Governed governed) {
        var scans = scans(governed.plan().rel());
        var parameters = governed.plan().slots().size();
        if (scans > MOST_SCANS)
            throw new Rejection(Problem.of(
                            CheckCode.TOO_LARGE,
                            "the question reads " + scans + " tables; at most " + MOST_SCANS + " are allowed")
                    .hint("ask for fewer metrics or dimensions at once"));
        if (parameters > MOST_PARAMETERS)
            throw new Rejection(Problem.of(
                            CheckCode.TOO_LARGE,
                            "the question has " + parameters + " values; at most " + MOST_PARAMETERS + " are allowed")
                    .hint("filter by fewer values"));
        return governed;
    }

    /// What stands in several places of a plan is written, and read, once.
    private static int scans(RelNode plan) {
        var scans = new AtomicInteger();
        Scans.each(plan, node -> {
            if (node instanceof TableScan || node instanceof Secured) scans.incrementAndGet();
        });
        return scans.get();
    }
}
