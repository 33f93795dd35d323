package io.datachat.apex.read.lex;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.read.text.SqlText;
import java.util.List;

/// A statement in the parser's words.
///
/// @param sql   what the parser reads
/// @param binds what each `?` stands for, in the order in which they are written
public record Lexed(SqlText source, String sql, List<Bind> binds, List<Stretch> stretches) {
    /// A value to be bound when the query runs.
    ///
    /// @param item which element of a list, or -1 for a parameter that is one value
    /// @param from where it stands in [#sql]
    public record Bind(String parameter, int item, DataType type, boolean cast, boolean bare, int from, int to) {}

    /// A stretch of [#sql] and the stretch of the author's text that it was written for.
    public record Stretch(int from, int to, int authorFrom, int authorTo) {}

    public Lexed {
        binds = List.copyOf(binds);
        stretches = List.copyOf(stretches);
    }

    /// The offset in [#sql] of a line and a column, both counted from one.
    public int offset(int line, int column) {
        var at = 0;
        for (var skipped = 1; skipped < line; skipped++) at = sql.indexOf('\n', at) + 1;
        return at + column - 1;
    }

    /// The author's stretch behind a stretch of [#sql]; `to` is exclusive.
    public Stretch behind(int from, int to) {
        var first = at(from);
        var last = at(Math.max(from, to - 1));
        return new Stretch(from, to, first.authorFrom, Math.max(first.authorTo, last.authorTo));
    }

    private Stretch at(int offset) {
        for (var stretch : stretches) if (offset < stretch.to) return stretch;
        var end = source.text().length();
        return stretches.isEmpty() ? new Stretch(0, 0, 0, end) : stretches.getLast();
    }
}
