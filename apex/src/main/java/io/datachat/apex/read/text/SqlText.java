package io.datachat.apex.read.text;

import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import java.util.List;

/// SQL as its author wrote it, and where it stands: a file, a request, a key of a DataPoint.
///
/// @param source the name shown in places: `metrics/revenue.yaml`
/// @param line   the line of the source on which the text begins, from 1
/// @param column the column of the source at which each of its lines begins, from 1 (a YAML block is indented)
public record SqlText(String source, String text, int line, int column) {
    /// A text that is a source of its own.
    public static SqlText of(String source, String text) {
        return new SqlText(source, text, 1, 1);
    }

    /// @param from offset of the first character
    /// @param to   offset after the last character; at least one character is shown
    public Place place(int from, int to) {
        var last = Math.max(from, Math.min(to, text.length()) - 1);
        return new Place(source, lineOf(from), columnOf(from), lineOf(last), columnOf(last));
    }

    public Place whole() {
        return place(0, Math.max(1, text.stripTrailing().length()));
    }

    /// The end of reading: one problem at a place of this text.
    public Rejection refuse(ReadCode code, String message, int from, int to) {
        return new Rejection(Problem.of(code, message).at(place(from, to)));
    }

    public Rejection refuse(ReadCode code, String message, String hint, int from, int to) {
        return new Rejection(Problem.of(code, message).at(place(from, to)).hint(hint));
    }

    public Rejection refuse(ReadCode code, String message, List<String> choices, int from, int to) {
        return new Rejection(Problem.of(code, message).at(place(from, to)).choices(choices));
    }

    private int lineOf(int offset) {
        var end = Math.min(offset, text.length());
        var found = line;
        for (var at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) found++;
        return found;
    }

    private int columnOf(int offset) {
        var before = offset == 0 ? -1 : text.lastIndexOf('\n', Math.min(offset, text.length()) - 1);
        return column + offset - before - 1;
    }
}
