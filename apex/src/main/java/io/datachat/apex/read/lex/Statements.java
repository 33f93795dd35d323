package io.datachat.apex.read.lex;

import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.text.SqlText;
import java.util.ArrayList;
import java.util.List;

/// The statements of a text, cut at each `;` that is no part of a literal, a name or a comment.
public final class Statements {
    private Statements() {}

    /// @param line on which it begins, from 1
    /// @param text with as many lines before it as it has in the whole text, so that places in it are places there
    public record Statement(int line, String text) {}

    /// A text that cannot be cut into tokens is one statement, whose own reading tells what is wrong.
    public static List<Statement> of(String text) {
        List<Statement> statements = new ArrayList<>();
        try {
            var begin = -1;
            var end = 0;
            for (var token : Scanner.scan(SqlText.of("sql", text))) {
                if (token.symbol(";")) {
                    if (begin >= 0) statements.add(statement(text, begin, end));
                    begin = -1;
                    continue;
                }
                if (begin < 0) begin = token.from();
                end = token.to();
            }
            if (begin >= 0) statements.add(statement(text, begin, end));
        } catch (Rejection uncuttable) {
            return List.of(new Statement(1, text));
        }
        return List.copyOf(statements);
    }

    private static Statement statement(String text, int begin, int end) {
        var before = text.substring(0, begin);
        var lines = (int) before.chars().filter(sign -> sign == '\n').count();
        var column = begin - before.lastIndexOf('\n') - 1;
        return new Statement(lines + 1, "\n".repeat(lines) + " ".repeat(column) + text.substring(begin, end));
    }
}
