package io.datachat.apex.warehouse.profile;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes block YAML line by line. Whatever could be read as anything but the text itself is quoted.
final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_]*([ .][A-Za-z0-9_]+)*\\.?");
    /// Words that YAML 1.1 readers take for truth values or null: other programs read these files, too.
    private static final Set<String> WORDS =
            Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf");

    private final StringBuilder text = new StringBuilder();
    private int depth;

    YamlText comment(String line) {
        text.append("# ").append(line).append('\n');
        return this;
    }

    YamlText document() {
        if (text.indexOf("datapoint:") >= 0) text.append("---\n");
        text.append("datapoint:\n");
        depth = 1;
        return this;
    }

    /// Leaves the key out when there is nothing to say.
    YamlText put(String key, @Nullable String value) {
        if (value != null) line(scalar(key) + ": " + scalar(value));
        return this;
    }

    YamlText put(String key, boolean value) {
        line(scalar(key) + ": " + value);
        return this;
    }

    YamlText put(String key, long value) {
        line(scalar(key) + ": " + value);
        return this;
    }

    YamlText list(String key, List<String> values) {
        if (!values.isEmpty())
            line(scalar(key) + ": "
                    + values.stream().map(YamlText::scalar).collect(Collectors.joining(", ", "[", "]")));
        return this;
    }

    /// Opens a mapping below the key; [#close] ends it.
    YamlText open(String key) {
        line(scalar(key) + ":");
        depth++;
        return this;
    }

    YamlText close() {
        depth--;
        return this;
    }

    private void line(String content) {
        text.append("  ".repeat(depth)).append(content).append('\n');
    }

    static String scalar(String value) {
        if (PLAIN.matcher(value).matches() && !WORDS.contains(value.toLowerCase(Locale.ROOT))) return value;
        var quoted = new StringBuilder("\"");
        value.codePoints().forEach(point -> append(quoted, point));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int point) {
        switch (point) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (printable(point)) quoted.appendCodePoint(point);
                else quoted.append(String.format(Locale.ROOT, "\\U%08X", point));
            }
        }
    }

    /// YAML 1.2.2, 5.1, without the separators that some readers take for line ends.
    private static boolean printable(int point) {
        if (point < 0xA0) return point >= 0x20 && point < 0x7F;
        var surrogate = point >= 0xD800 && point <= 0xDFFF;
        return !surrogate
                && point != 0xFEFF
                && point != 0x2028
                && point != 0x2029
                && point != 0xFFFE
                && point != 0xFFFF;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
