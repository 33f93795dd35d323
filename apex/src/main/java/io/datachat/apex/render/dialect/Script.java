package io.datachat.apex.render.dialect;

import java.util.ArrayList;
import java.util.List;

/// Text in the making, with the parameters in the order of their placeholders.
public final class Script {
    private static final String INDENT = "    ";
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> parameters = new ArrayList<>();
    /// Where lines begin that the writer broke.
    private final List<Integer> lines = new ArrayList<>();
    private final int depth;

    public Script(int depth) {
        this.depth = depth;
    }

    public Script add(String more) {
        text.append(more);
        return this;
    }

    public Script name(String name) {
        Names.write(text, name);
        return this;
    }

    public Script parameter(int index) {
        text.append('?');
        parameters.add(index);
        return this;
    }

    public Script line() {
        text.append('\n');
        lines.add(text.length());
        text.append(INDENT.repeat(depth));
        return this;
    }

    public int depth() {
        return depth;
    }

    public int length() {
        return text.length();
    }

    /// Whether the text from a position on is too long for a line, or several lines already.
    public boolean longFrom(int start, int most) {
        return text.length() - start > most || (!lines.isEmpty() && lines.getLast() > start);
    }

    /// Breaks lines before the positions, which stand after a separating blank and ascend; lines that were broken
    /// after the first of them move in. A line break inside a value is part of the value and stays as it is.
    public void breakAt(List<Integer> positions) {
        var from = positions.getFirst() - 1;
        var old = text.substring(from);
        var inner = lines.stream().filter(line -> line > from).toList();
        lines.removeAll(inner);
        text.setLength(from);
        var done = from;
        var next = 0;
        for (var position : positions) {
            for (; next < inner.size() && inner.get(next) < position; next++)
                done = move(old, from, done, inner.get(next));
            text.append(old, done - from, position - 1 - from).append('\n');
            lines.add(text.length());
            text.append(INDENT.repeat(depth + 1));
            done = position;
        }
        for (; next < inner.size(); next++) done = move(old, from, done, inner.get(next));
        text.append(old, done - from, old.length());
    }

    private int move(String old, int from, int done, int line) {
        text.append(old, done - from, line - from);
        lines.add(text.length());
        text.append(INDENT);
        return line;
    }

    public Script add(Script other) {
        for (var line : other.lines) lines.add(text.length() + line);
        text.append(other.text);
        parameters.addAll(other.parameters);
        return this;
    }

    public String text() {
        return text.toString();
    }

    public List<Integer> parameters() {
        return List.copyOf(parameters);
    }
}
