package io.datachat.apex.audit;

/// Where values stand in a text that need not be valid SQL. In doubt too much is a value, never too little: what is not
/// closed goes on to the end of the text.
final class SqlValues {
    private SqlValues() {}

    /// The end of the value that begins at `at`; `at` itself when none does.
    static int end(String text, int at) {
        var c = text.charAt(at);
        if (c == '\'' || c == '"' || c == '`') return quoted(text, at, escapes(text, at));
        if (text.startsWith("--", at)) return line(text, at);
        if (text.startsWith("/*", at)) return closed(text, at + 2, "*/");
        var inName = at > 0 && (Character.isLetterOrDigit(text.charAt(at - 1)) || text.charAt(at - 1) == '_');
        if (c == '$' && !inName) return dollars(text, at);
        return digit(c) && !inName ? number(text, at) : at;
    }

    /// The value without its quotes, so that the same value has the same veil however it is asked.
    static String bare(String value) {
        var quote = value.charAt(0);
        if (value.length() < 2 || quote != '\'' || value.charAt(value.length() - 1) != quote) return value;
        return value.substring(1, value.length() - 1).replace("''", "'");
    }

    /// `E'…\'…'`.
    private static boolean escapes(String text, int at) {
        return at > 0 && (text.charAt(at - 1) == 'E' || text.charAt(at - 1) == 'e');
    }

    private static int quoted(String text, int at, boolean escapes) {
        var quote = text.charAt(at);
        var i = at + 1;
        while (i < text.length()) {
            if (escapes && text.charAt(i) == '\\') i += 2;
            else if (text.charAt(i) != quote) i++;
            else if (i + 1 < text.length() && text.charAt(i + 1) == quote) i += 2;
            else return i + 1;
        }
        return text.length();
    }

    private static int line(String text, int at) {
        var end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private static int closed(String text, int from, String sign) {
        var end = text.indexOf(sign, from);
        return end < 0 ? text.length() : end + sign.length();
    }

    /// `$tag$ … $tag$`; `$1` is a place for a value and none itself.
    private static int dollars(String text, int at) {
        var i = at + 1;
        while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_')) i++;
        if (i >= text.length() || text.charAt(i) != '$') return at;
        return closed(text, i + 1, text.substring(at, i + 1));
    }

    private static int number(String text, int at) {
        var i = at;
        while (i < text.length()
                && (Character.isLetterOrDigit(text.charAt(i))
                        || text.charAt(i) == '.'
                        || text.charAt(i) == '_'
                        || sign(text, i))) i++;
        return i;
    }

    /// `1e-3`
    private static boolean sign(String text, int i) {
        var c = text.charAt(i);
        return (c == '-' || c == '+') && Character.toLowerCase(text.charAt(i - 1)) == 'e' && i + 1 < text.length();
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
