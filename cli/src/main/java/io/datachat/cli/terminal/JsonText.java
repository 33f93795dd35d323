package io.datachat.cli.terminal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON of small lists: maps, lists, texts, numbers, truth values and null. Answers have a writer of their own in the
/// engine.
public final class JsonText {
    private static final int FIRST_PRINTABLE = 0x20;

    private JsonText() {}

    public static String of(@Nullable Object value) {
        var text = new StringBuilder();
        write(text, value);
        return text.toString();
    }

    private static void write(StringBuilder text, @Nullable Object value) {
        switch (value) {
            case null -> text.append("null");
            case Map<?, ?> map -> {
                text.append('{');
                var separator = "";
                for (var entry : map.entrySet()) {
                    text.append(separator);
                    quoted(text, String.valueOf(entry.getKey()));
                    text.append(':');
                    write(text, entry.getValue());
                    separator = ",";
                }
                text.append('}');
            }
            case List<?> list -> {
                text.append('[');
                var separator = "";
                for (var item : list) {
                    text.append(separator);
                    write(text, item);
                    separator = ",";
                }
                text.append(']');
            }
            case Number number -> text.append(number);
            case Boolean truth -> text.append(truth);
            default -> quoted(text, value.toString());
        }
    }

    private static void quoted(StringBuilder text, String value) {
        text.append('"');
        for (var index = 0; index < value.length(); index++) {
            var c = value.charAt(index);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < FIRST_PRINTABLE)
                        text.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    else text.append(c);
                }
            }
        }
        text.append('"');
    }
}
