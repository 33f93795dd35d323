package io.datachat.apex.render.dialect;

import java.util.ArrayList;
import java.util.List;

/// Text in the making, with the parameters in the order of their placeholders.
public final class Script {
    private static final String INDENT = "    ";
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> parameters = new ArrayList<>();
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
        text.append('\n').append(INDENT.repeat(depth));
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
        return text.length() - start > most || text.indexOf("\n", start) >= 0;
    }

    /// Breaks lines before the positions, which stand after a separating blank and ascend; what has lines already moves in.
    public void breakAt(List<Integer> positions) {
        var end = text.length();
        for (var i = positions.size() - 1; i >= 0; i--) {
            var position = positions.get(i);
            for (var at = text.lastIndexOf("\n", end - 1); at >= position; at = text.lastIndexOf("\n", at - 1)) text.insert(at + 1, INDENT);
            text.replace(position - 1, position, "\n" + INDENT.repeat(depth + 1));
            end = position - 1;
        }
    }

    public Script add(Script other) {
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
