package io.datachat.cli.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows of named facts, for lists that are no answers: metrics, databases, tables. Prints as table, JSON or CSV.
public final class Listing {
    private final List<String> titles;
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

    public Listing(String... titles) {
        this.titles = List.of(titles);
    }

    /// @param values one per title: null, a text, number, truth value or a list of texts
    public Listing row(@Nullable Object... values) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (var index = 0; index < titles.size(); index++) row.put(titles.get(index), values[index]);
        rows.add(row);
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public List<String> table(Terminal terminal) {
        var table = new TextTable();
        for (var title : titles) {
            var cells = rows.stream().map(row -> shown(row.get(title))).toList();
            table.add(title.replace('_', ' '), cells, rows.stream().anyMatch(row -> row.get(title) instanceof Number));
        }
        return table.lines(terminal, rows.size());
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> String.format(Locale.ROOT, "%,d", number.longValue());
            case List<?> list ->
                String.join(", ", list.stream().map(String::valueOf).toList());
            default -> value.toString().replaceAll("\\s+", " ");
        };
    }

    public String json() {
        return JsonText.of(rows);
    }

    public List<String> csv() {
        var lines = new ArrayList<String>();
        lines.add(String.join(",", titles));
        for (var row : rows)
            lines.add(String.join(",", row.values().stream().map(Listing::field).toList()));
        return lines;
    }

    private static String field(@Nullable Object value) {
        var text = value instanceof Number ? value.toString() : value == null ? "" : shown(value);
        return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
