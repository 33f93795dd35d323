package io.datachat.apex.datapoint.lint;

import io.datachat.apex.datapoint.DataPoint.Metric;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// What people need to understand a metric and to find it by words.
final class WordingRules {
    static final List<Consumer<Finding>> ALL =
            List.of(WordingRules::noDefinition, WordingRules::noOwner, WordingRules::sharedSynonym);

    private WordingRules() {}

    private static void noDefinition(Finding finding) {
        if (!(finding.point() instanceof Metric metric) || metric.common().definition() != null) return;
        finding.report(LintCode.NO_DEFINITION, "", "it has no definition", "say in one sentence what the number means");
    }

    private static void noOwner(Finding finding) {
        if (!(finding.point() instanceof Metric metric) || metric.common().owner() != null) return;
        finding.report(LintCode.NO_OWNER, "", "it has no owner", "say whom to ask about it");
    }

    private static void sharedSynonym(Finding finding) {
        if (!(finding.point() instanceof Metric metric)) return;
        var synonyms = metric.common().synonyms();
        for (var index = 0; index < synonyms.size(); index++) {
            var other = finding.words().get(plain(synonyms.get(index)));
            if (other == null || other.stream().allMatch(metric.id()::equals)) continue;
            var id = other.stream()
                    .filter(name -> !name.equals(metric.id()))
                    .findFirst()
                    .orElseThrow();
            finding.report(
                    LintCode.SHARED_SYNONYM,
                    "synonyms[" + index + "]",
                    "'" + synonyms.get(index) + "' also means metric " + id,
                    "keep the word at one of them");
        }
    }

    /// Every word that means a metric: ids, names and synonyms.
    static Map<String, List<String>> words(List<Metric> metrics) {
        var words = new HashMap<String, List<String>>();
        for (var metric : metrics) {
            add(words, metric.id(), metric);
            add(words, metric.common().name(), metric);
            for (var synonym : metric.common().synonyms()) add(words, synonym, metric);
        }
        return words;
    }

    private static void add(Map<String, List<String>> words, String word, Metric metric) {
        words.computeIfAbsent(plain(word), _ -> new java.util.ArrayList<>()).add(metric.id());
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', ' ').strip();
    }
}
