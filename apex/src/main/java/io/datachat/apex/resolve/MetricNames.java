package io.datachat.apex.resolve;

import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.ResolveCode;
import java.util.List;

/// Why a metric cannot answer: it does not exist, has no execution, or is broken.
final class MetricNames {
    private final Model model;

    MetricNames(Model model) {
        this.model = model;
    }

    static boolean proposed(DataPoint.Metric metric) {
        return metric.common().review() == DataPoint.Review.PROPOSED;
    }

    List<Problem> missing(String id) {
        var definition = model.library().find(DataPoint.Metric.class, id);
        if (definition.isEmpty())
            return List.of(Problem.of(ResolveCode.UNKNOWN_METRIC, "unknown metric '" + id + "'")
                    .choices(Nearest.of(id, model.metrics().keySet(), 5)));
        if (definition.get().execution() == null)
            return List.of(
                    Problem.of(ResolveCode.NOT_EXECUTABLE, "metric '" + id + "' is described but has no execution"));
        return model.broken().getOrDefault(Model.key(definition.get()), List.of());
    }
}
