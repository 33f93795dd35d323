package io.datachat.apex.words;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import java.util.List;

/// What a question in words means.
public sealed interface Reading {
    /// @param how what each part of the question was taken for, in its order
    record Understood(MetricQuery query, List<Matched> how) implements Reading {
        public Understood {
            how = List.copyOf(how);
        }

        /// What was said, for the circumstances of the question.
        public List<Asking.Word> words() {
            return how.stream()
                    .map(matched ->
                            new Asking.Word(matched.words(), matched.meaning().startsWith("filter")))
                    .toList();
        }
    }

    record NotUnderstood(List<Problem> problems) implements Reading {
        public NotUnderstood {
            problems = List.copyOf(problems);
        }
    }

    /// @param words   as they were written
    /// @param meaning such as `metric revenue`, `dimension customer.region`, `period last month`
    record Matched(String words, String meaning) {}
}
