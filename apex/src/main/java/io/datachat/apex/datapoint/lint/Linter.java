package io.datachat.apex.datapoint.lint;

import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Everything that is wrong with a library and can be told without a database.
public final class Linter {
    private static final List<Consumer<Finding>> RULES = Stream.of(
                    NameRules.ALL,
                    ReferenceRules.ALL,
                    MetricRules.ALL,
                    TemplateRules.ALL,
                    EntityRules.ALL,
                    TimeRules.ALL,
                    TileRules.ALL,
                    WordingRules.ALL)
            .flatMap(List::stream)
            .toList();

    private Linter() {}

    /// @param library    every DataPoint that could be read, those with problems too
    /// @param unreadable ids of the ones that could not: references to them are not reported a second time
    /// @return in the order of definitions, then rules
    public static List<Problem> lint(Library library, Set<String> unreadable) {
        var problems = new ArrayList<Problem>();
        var words = WordingRules.words(library.all(Metric.class));
        for (var definition : library.definitions()) {
            var finding = new Finding(definition, library, unreadable, words, problems);
            for (var rule : RULES) rule.accept(finding);
        }
        return problems;
    }
}
