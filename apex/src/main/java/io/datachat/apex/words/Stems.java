package io.datachat.apex.words;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Makes `Sign-ups`, `sign_up` and `sign up` the same words: lower case, parts apart, singular.
final class Stems {
    private Stems() {}

    static List<String> of(String phrase) {
        return Arrays.stream(phrase.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}&%+]+", -1))
                .filter(part -> !part.isEmpty())
                .map(Stems::singular)
                .toList();
    }

    /// English plurals by their endings. Names and questions go through the same rule, so a wrong singular does no
    /// harm.
    private static String singular(String word) {
        if (word.length() < 4
                || !word.endsWith("s")
                || word.endsWith("ss")
                || word.endsWith("us")
                || word.endsWith("is")) return word;
        if (word.endsWith("ies")) return word.substring(0, word.length() - 3) + "y";
        var hissing = word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes");
        return word.substring(0, word.length() - (hissing ? 2 : 1));
    }
}
