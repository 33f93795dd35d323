package io.datachat.apex.plan.lift;

import io.datachat.apex.plan.Plan;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.time.Stretch;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;

/// What SQL is, seen from the metrics.
public sealed interface Lift {
    /// It gives the rows of a question for metrics.
    ///
    /// @param query    the question
    /// @param plan     of the question
    /// @param rows     the rows of the SQL over those of the question
    /// @param computed columns that the SQL calculates from metrics
    /// @param notes    what a reader should know
    record Certified(
            MetricQuery query,
            Stretch period,
            ZoneId zone,
            ResolvedQuery asked,
            Plan plan,
            RelNode rows,
            List<String> computed,
            List<String> notes)
            implements Lift {
        public Certified {
            computed = List.copyOf(computed);
            notes = List.copyOf(notes);
        }

        /// How the question slices its metrics: `by month, region from 2025-01-01 where channel = 'web'`.
        public String words() {
            List<String> said = new ArrayList<>();
            var by = asked.axes().stream().map(ResolvedQuery.Axis::column).collect(Collectors.joining(", "));
            if (!by.isEmpty()) said.add("by " + by);
            if (period.from() != null) said.add("from " + end(period.from()));
            if (period.to() != null) said.add("to before " + end(period.to()));
            if (!query.where().isEmpty()) said.add("where " + String.join(" and ", query.where()));
            return String.join(" ", said);
        }

        private static String end(LocalDateTime time) {
            return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? time.toLocalDate().toString()
                    : time.toString();
        }
    }

    /// It is none, but not far from some.
    ///
    /// @param metrics the nearest first
    record Near(String reason, List<Nearly> metrics) implements Lift {
        public Near {
            metrics = List.copyOf(metrics);
        }
    }

    record Other(String reason) implements Lift {}

    /// @param differences one sentence each; as many as the metric is away
    record Nearly(String metric, List<String> differences) {
        public Nearly {
            differences = List.copyOf(differences);
        }
    }
}
