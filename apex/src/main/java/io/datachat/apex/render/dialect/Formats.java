package io.datachat.apex.render.dialect;

import io.datachat.apex.render.block.Unspellable;
import java.util.Map;

/// Formats of dates: PostgreSQL's patterns as `strftime` has them.
final class Formats {
    /// Longer patterns first where one begins another.
    private static final String[] PATTERNS = {
        "YYYY", "HH24", "HH12", "Month", "Day", "Mon", "DDD", "MM", "DD", "Dy", "MI", "SS", "US", "IYYY", "IW", "YY"
    };

    private static final Map<String, String> MEANING = Map.ofEntries(
            Map.entry("YYYY", "%Y"),
            Map.entry("YY", "%y"),
            Map.entry("MM", "%m"),
            Map.entry("DD", "%d"),
            Map.entry("DDD", "%j"),
            Map.entry("HH24", "%H"),
            Map.entry("HH12", "%I"),
            Map.entry("MI", "%M"),
            Map.entry("SS", "%S"),
            Map.entry("US", "%f"),
            Map.entry("Mon", "%b"),
            Map.entry("Dy", "%a"),
            Map.entry("IYYY", "%G"),
            Map.entry("IW", "%V"));

    private Formats() {}

    static String strftime(String format) {
        var out = new StringBuilder();
        for (var at = 0; at < format.length(); ) {
            var pattern = pattern(format, at);
            var meaning = pattern == null ? null : MEANING.get(pattern);
            var character = format.charAt(at);
            // PostgreSQL pads names of months and days with blanks, and reads other letters as patterns of
            // its own.
            if (meaning == null && Character.isLetter(character))
                throw Unspellable.expression("the date format '" + format + "'");
            if (meaning == null || pattern == null) {
                out.append(character == '%' ? "%%" : String.valueOf(character));
                at++;
            } else {
                out.append(meaning);
                at += pattern.length();
            }
        }
        return out.toString();
    }

    private static @org.jspecify.annotations.Nullable String pattern(String format, int at) {
        for (var pattern : PATTERNS) if (format.startsWith(pattern, at)) return pattern;
        return null;
    }
}
