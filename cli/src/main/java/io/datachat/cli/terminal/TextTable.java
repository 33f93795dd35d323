package io.datachat.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// Lines of aligned columns. What is too wide for the terminal is cut with `…`, the widest text first; numbers are
/// never cut.
public final class TextTable {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    private final List<Column> columns = new ArrayList<>();

    /// @param right whether it is aligned to the right, as numbers are
    public record Column(String title, List<String> cells, boolean right) {
        public Column {
            cells = List.copyOf(cells);
        }
    }

    public TextTable add(String title, List<String> cells, boolean right) {
        columns.add(new Column(title, cells, right));
        return this;
    }

    public int width() {
        return columns.stream().mapToInt(TextTable::width).sum() + GAP.length() * Math.max(0, columns.size() - 1);
    }

    /// @param rows how many rows are shown
    public List<String> lines(Terminal terminal, int rows) {
        var widths = widths(terminal.width());
        var lines = new ArrayList<String>();
        lines.add(terminal.bold(line(widths, -1)));
        lines.add(terminal.dim(rule(widths)));
        for (var row = 0; row < rows; row++) lines.add(line(widths, row));
        return lines;
    }

    private String line(int[] widths, int row) {
        var line = new StringBuilder();
        for (var index = 0; index < columns.size(); index++) {
            var column = columns.get(index);
            var text = cut(row < 0 ? column.title() : column.cells().get(row), widths[index]);
            var padding = " ".repeat(widths[index] - length(text));
            line.append(index > 0 ? GAP : "").append(column.right() ? padding + text : text + padding);
        }
        return line.toString().stripTrailing();
    }

    private static String rule(int[] widths) {
        var rule = new StringBuilder();
        for (var index = 0; index < widths.length; index++)
            rule.append(index > 0 ? GAP : "").append("─".repeat(widths[index]));
        return rule.toString();
    }

    private int[] widths(int room) {
        var widths = columns.stream().mapToInt(TextTable::width).toArray();
        var excess = width() - room;
        while (excess > 0) {
            var widest = -1;
            for (var index = 0; index < widths.length; index++) {
                var cuttable = !columns.get(index).right() && widths[index] > NARROWEST;
                if (cuttable && (widest < 0 || widths[index] > widths[widest])) widest = index;
            }
            if (widest < 0) break;
            widths[widest]--;
            excess--;
        }
        return widths;
    }

    private static int width(Column column) {
        return Math.max(
                length(column.title()),
                column.cells().stream().mapToInt(TextTable::length).max().orElse(0));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String cut(String text, int width) {
        if (length(text) <= width) return text;
        return text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }
}
