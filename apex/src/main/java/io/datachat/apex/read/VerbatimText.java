package io.datachat.apex.read;

import io.datachat.apex.read.ReadQuery.Bind;
import io.datachat.apex.read.lex.Holes.Filling;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.read.text.ReadCode;
import io.datachat.apex.read.text.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A text that runs as it was written: only its placeholders are replaced, by `?` or by a keyword from a closed list.
///
/// It is not understood, only walked: a placeholder counts outside of comments and quoted names, and within quotes
/// where it is all that is quoted. So no value can change the statement.
public final class VerbatimText {
    private final SqlText text;
    private final Map<String, Filling> fillings;
    private final StringBuilder sql = new StringBuilder();
    private final List<Bind> binds = new ArrayList<>();
    private int at;

    private VerbatimText(SqlText text, Map<String, Filling> fillings) {
        this.text = text;
        this.fillings = fillings;
    }

    public record Filled(String sql, List<Bind> binds) {}

    /// @throws io.datachat.apex.problem.Rejection when a placeholder is unknown, or stands where it could not be a
    /// value
    public static Filled fill(SqlText text, ParameterValues values) {
        var walk = new VerbatimText(text, values.holes().fillings());
        while (walk.at < text.text().length()) walk.step();
        return new Filled(walk.sql.toString(), List.copyOf(walk.binds));
    }

    private void step() {
        var written = text.text();
        var here = written.charAt(at);
        if (written.startsWith("--", at)) copy(to("\n", at));
        else if (written.startsWith("/*", at)) copy(to("*/", at));
        else if (here == '"') copy(to("\"", at + 1));
        else if (here == '\'') quoted(to("'", at + 1));
        else if (here == '{') hole(to("}", at), "");
        else if (here == '?')
            throw text.refuse(
                    ReadCode.UNSAFE_PARAMETER,
                    "'?' would be taken for a parameter; write the operator as a function",
                    at,
                    at + 1);
        else copy(at + 1);
    }

    private void quoted(int end) {
        var inside = text.text().substring(at + 1, end - 1);
        if (inside.startsWith("{") && inside.indexOf('}') == inside.length() - 1) {
            var start = at;
            at++;
            hole(end - 1, "'");
            at = start + inside.length() + 2;
            return;
        }
        for (var name : fillings.keySet())
            if (inside.contains("{" + name + "}"))
                throw text.refuse(
                        ReadCode.UNSAFE_PARAMETER,
                        "{" + name + "} stands within a longer text; a text that runs as written takes it only alone",
                        at,
                        end);
        copy(end);
    }

    /// @param quote what a keyword is put between; a bind needs none
    private void hole(int end, String quote) {
        var name = text.text().substring(at + 1, end - 1).strip();
        switch (fillings.get(name)) {
            case null ->
                throw text.refuse(
                        ReadCode.UNKNOWN_PARAMETER,
                        "unknown parameter '" + name + "'",
                        List.copyOf(fillings.keySet()),
                        at,
                        end);
            case Filling.Keyword(String keyword) ->
                sql.append(quote).append(keyword).append(quote);
            case Filling.One(var type) -> {
                sql.append('?');
                binds.add(new Bind(name, -1, type));
            }
            case Filling.Many(var item, int count) -> {
                sql.append("?" + ", ?".repeat(count - 1));
                for (var index = 0; index < count; index++) binds.add(new Bind(name, index, item));
            }
        }
        at = end;
    }

    private int to(String mark, int from) {
        var found = text.text().indexOf(mark, from);
        return found < 0 ? text.text().length() : found + mark.length();
    }

    private void copy(int end) {
        sql.append(text.text(), at, end);
        at = end;
    }
}
