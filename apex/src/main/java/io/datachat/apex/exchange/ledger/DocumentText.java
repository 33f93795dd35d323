package io.datachat.apex.exchange.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes trees of maps, lists and plain values as YAML that people may edit.
public final class DocumentText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_ .()/+*<>=-]*");
    private static final Pattern WORD = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|[-+.]?[0-9].*|.*[ :]");
    private static final int LONG = 100;

    private final StringBuilder text = new StringBuilder();

    /// @param documents each the content of one `datapoint:`; empty lists, empty maps and nulls are left out
    public static String of(String head, List<Map<String, Object>> documents) {
        var writer = new DocumentText();
        for (var line : head.split("\n", -1))
            writer.text.append("# ").append(line).append('\n');
        for (var document : documents) {
            writer.text.append("---\ndatapoint:\n");
            writer.map(document, 1);
        }
        return writer.text.toString();
    }

    /// A tree as a YAML document of its own.
    public static String tree(String head, Map<String, Object> tree) {
        var writer = new DocumentText();
        for (var line : head.split("\n", -1))
            writer.text.append("# ").append(line).append('\n');
        writer.map(tree, 0);
        return writer.text.toString();
    }

    private void map(Map<?, ?> map, int depth) {
        map.forEach((key, value) -> {
            if (empty(value)) return;
            indent(depth);
            text.append(scalar(String.valueOf(key))).append(':');
            value(value, depth);
        });
    }

    private void value(Object value, int depth) {
        switch (value) {
            case Map<?, ?> map
            when flow(map) -> text.append(' ').append(inline(map)).append('\n');
            case Map<?, ?> map -> {
                text.append('\n');
                map(map, depth + 1);
            }
            case Collection<?> list
            when list.stream().noneMatch(Map.class::isInstance) && inline(list).length() < LONG ->
                text.append(' ').append(inline(list)).append('\n');
            case Collection<?> list -> {
                text.append('\n');
                list.forEach(item -> item(item, depth + 1));
            }
            case String block
            when block.strip().contains("\n") -> {
                text.append(" |-\n");
                block.strip().lines().forEach(line -> {
                    if (!line.isBlank()) indent(depth + 1);
                    text.append(line.stripTrailing()).append('\n');
                });
            }
            default -> text.append(' ').append(scalar(value)).append('\n');
        }
    }

    private void item(Object item, int depth) {
        indent(depth);
        if (!(item instanceof Map<?, ?> map)) {
            text.append("- ").append(scalar(item)).append('\n');
            return;
        }
        if (flow(map)) {
            text.append("- ").append(inline(map)).append('\n');
            return;
        }
        var start = text.length();
        map(map, depth + 1);
        text.delete(start, start + 2 * (depth + 1)).insert(start, "- ");
    }

    private static boolean flow(Map<?, ?> map) {
        var flat = map.values().stream()
                .allMatch(value -> empty(value) || !(value instanceof Map || value instanceof Collection));
        return flat && inline(map).length() < LONG && !inline(map).contains("\n");
    }

    private static String inline(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                "{"
                        + String.join(
                                ", ",
                                map.entrySet().stream()
                                        .filter(entry -> !empty(entry.getValue()))
                                        .map(entry -> scalar(entry.getKey()) + ": " + inline(entry.getValue()))
                                        .toList())
                        + "}";
            case Collection<?> list ->
                "[" + String.join(", ", list.stream().map(DocumentText::inline).toList()) + "]";
            default -> scalar(value);
        };
    }

    private static boolean empty(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Map<?, ?> map -> map.values().stream().allMatch(DocumentText::empty);
            case Collection<?> list -> list.isEmpty();
            case String blank -> blank.isBlank();
            default -> false;
        };
    }

    private static String scalar(Object value) {
        if (!(value instanceof String written)) return String.valueOf(value);
        if (PLAIN.matcher(written).matches() && !WORD.matcher(written).matches()) return written;
        return '"'
                + written.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }

    private void indent(int depth) {
        text.append("  ".repeat(depth));
    }
}
