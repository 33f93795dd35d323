package io.datachat.apex.words;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Replaces every word that the library names something by with a word that means nothing, in the library and in
/// questions alike.
final class Renaming {
    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    /// Words of the YAML language, of SQL, of the expected summaries and of English grammar keep their form.
    private static final Set<String> KEPT = Set.of(
            "datapoint",
            "id",
            "type",
            "entity",
            "dimension",
            "metric",
            "name",
            "synonym",
            "source",
            "primary",
            "key",
            "dimensions",
            "expression",
            "boolean",
            "relationship",
            "to",
            "on",
            "time",
            "of",
            "values",
            "value",
            "execution",
            "aggregation",
            "sum",
            "count",
            "filter",
            "ratio",
            "numerator",
            "denominator",
            "derived",
            "review",
            "proposed",
            "number",
            "by",
            "at",
            "new",
            "average",
            "each",
            "period",
            "where",
            "order",
            "desc",
            "asc",
            "limit",
            "versus",
            "eq",
            "ne",
            "in",
            "not",
            "gte",
            "gt",
            "between",
            "is",
            "null",
            "starts",
            "with",
            "previous",
            "year",
            "true",
            "false",
            "and");

    private final Map<String, String> names;

    private Renaming(Map<String, String> names) {
        this.names = names;
    }

    static Renaming of(String yaml) {
        var stems = new TreeSet<String>();
        var matcher = WORD.matcher(yaml);
        while (matcher.find()) stems.addAll(Stems.of(matcher.group()));
        stems.removeIf(stem -> KEPT.contains(stem) || KEPT.contains(stem + "s"));
        var names = new HashMap<String, String>();
        for (var stem : stems) names.put(stem, "zq" + letters(names.size()) + "o");
        return new Renaming(names);
    }

    private static String letters(int number) {
        return "" + (char) ('a' + number / 20) + (char) ('b' + number % 20);
    }

    String yaml(String yaml) {
        return text(yaml);
    }

    /// Plurals stay plurals, so that the renamed words are inflected as the originals were.
    String text(String text) {
        return WORD.matcher(text).replaceAll(found -> {
            var word = found.group();
            var stems = Stems.of(word);
            if (stems.size() != 1 || KEPT.contains(word)) return word;
            var renamed = names.get(stems.getFirst());
            if (renamed == null) return word;
            return stems.getFirst().equalsIgnoreCase(word) ? renamed : renamed + "s";
        });
    }
}
