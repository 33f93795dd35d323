package io.datachat.apex.problem;

/// A span in a text that a person wrote. Lines and columns count from one; the end is inclusive.
public record Place(String source, int line, int column, int endLine, int endColumn) {
    public static Place at(String source, int line, int column) {
        return new Place(source, line, column, line, column);
    }

    @Override
    public String toString() {
        return source + ":" + line + ":" + column;
    }
}
