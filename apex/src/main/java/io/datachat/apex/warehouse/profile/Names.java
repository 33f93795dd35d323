package io.datachat.apex.warehouse.profile;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Names of tables and columns → ids and words.
final class Names {
    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");
    private static final Set<String> ALIKE =
            Set.of("series", "species", "news", "status", "address", "analysis", "basis");

    private Names() {}

    /// `CountryCode`, `Country Code` → `country_code`.
    static String snake(String name) {
        var lower = HUMP.matcher(name).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
        var words = OTHER.matcher(lower).replaceAll("_");
        var start = words.startsWith("_") ? 1 : 0;
        var end = words.endsWith("_") && words.length() > start ? words.length() - 1 : words.length();
        var text = words.substring(start, Math.max(start, end));
        if (text.isEmpty()) return "x";
        return Character.isDigit(text.charAt(0)) ? "x_" + text : text;
    }

    /// `order_lines` → `order_line`. English only; a wrong guess is a name that a person changes.
    static String singular(String snake) {
        var last = snake.substring(snake.lastIndexOf('_') + 1);
        var head = snake.substring(0, snake.length() - last.length());
        return head + singularWord(last);
    }

    private static String singularWord(String word) {
        if (word.length() < 4 || ALIKE.contains(word) || word.endsWith("ss") || word.endsWith("us")) return word;
        if (word.equals("movies")) return "movie";
        if (word.endsWith("ies")) return word.substring(0, word.length() - 3) + "y";
        if (word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes"))
            return word.substring(0, word.length() - 2);
        return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    static List<String> words(String snake) {
        return Arrays.asList(snake.split("_", -1));
    }

    /// `order_line` → `Order line`.
    static String title(String snake) {
        var text = snake.replace('_', ' ');
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    static boolean has(String snake, Set<String> vocabulary) {
        return words(snake).stream().anyMatch(vocabulary::contains);
    }

    /// Hands out names once each: the second `rate` becomes `rate_2`.
    static final class Unique {
        private final Set<String> taken = new HashSet<>();

        String of(String wanted) {
            var name = wanted;
            for (int i = 2; !taken.add(name); i++) name = wanted + "_" + i;
            return name;
        }

        boolean takenAlready(String name) {
            return taken.contains(name);
        }
    }
}
