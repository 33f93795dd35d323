package io.datachat.apex.datapoint.change;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.DataPoint.Query;
import io.datachat.apex.datapoint.DataPoint.Review;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// Compares two versions of a library as texts: what is written otherwise is reported, even if it comes to the same.
/// A false alarm costs a look; a number that changed unseen costs trust.
public final class BreakingChanges {
    private BreakingChanges() {}

    /// @return in the order of the old library; empty when everything that could be asked can still be asked
    public static List<Problem> between(Library old, Library now) {
        var problems = new ArrayList<Problem>();
        for (var before : old.definitions()) {
            var point = before.point();
            if (!answers(point)) continue;
            var after = now.definition(point.type(), point.id());
            if (after.isEmpty()) {
                problems.add(
                        Problem.of(ChangeCode.REMOVED, point.type().word() + " " + point.id() + " is no longer there")
                                .at(before.place(""))
                                .hint("keep it with 'review: deprecated' for a while"));
                continue;
            }
            compare(new Comparison(before, after.get(), problems));
        }
        return problems;
    }

    /// Only these kinds can be asked for; a text about the business can change at will.
    private static boolean answers(DataPoint point) {
        var asked = point instanceof Metric || point instanceof Query || point instanceof Entity;
        return asked && point.common().review() != Review.PROPOSED;
    }

    private static void compare(Comparison comparison) {
        if (comparison.after().point().common().review() == Review.PROPOSED) {
            comparison.report(ChangeCode.NO_LONGER_ANSWERS, "review", "it was approved and is only proposed now");
        }
        if (comparison.before().point() instanceof Metric old
                && comparison.after().point() instanceof Metric now) {
            MetricChanges.compare(comparison, old, now);
        }
        if (comparison.before().point() instanceof Query old
                && comparison.after().point() instanceof Query now) {
            TemplateChanges.compare(comparison, old.execution(), now.execution());
        }
        if (comparison.before().point() instanceof Entity old
                && comparison.after().point() instanceof Entity now) {
            EntityChanges.compare(comparison, old, now);
        }
    }
}
