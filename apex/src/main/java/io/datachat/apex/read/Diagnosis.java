package io.datachat.apex.read;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.lex.Lexed;
import io.datachat.apex.read.text.ReadCode;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// Tells the author what Calcite found wrong: where in the author's text, and which names come near.
final class Diagnosis {
    private final Lexed lexed;
    private final @Nullable DatabaseCatalog catalog;

    private Diagnosis(Lexed lexed, @Nullable DatabaseCatalog catalog) {
        this.lexed = lexed;
        this.catalog = catalog;
    }

    /// @param catalog for the names of tables and columns; null for an expression, whose names are already bound
    static Diagnosis of(Lexed lexed, @Nullable DatabaseCatalog catalog) {
        return new Diagnosis(lexed, catalog);
    }

    /// The author's stretch behind a node of the parsed text.
    static Lexed.Stretch stretch(Lexed lexed, SqlParserPos at) {
        var from = lexed.offset(at.getLineNum(), at.getColumnNum());
        var to = lexed.offset(at.getEndLineNum(), at.getEndColumnNum()) + 1;
        return lexed.behind(from, to);
    }

    Rejection syntax(SqlParseException exception) {
        var at = exception.getPos();
        var stretch = at == null ? lexed.behind(0, 1) : stretch(lexed, at);
        var word = lexed.source().text().substring(stretch.authorFrom(), stretch.authorTo());
        var ended = String.valueOf(exception.getMessage()).startsWith("Encountered \"<EOF>\"");
        var message = ended ? "the text ends too early" : "'" + word + "' is not expected here";
        return lexed.source().refuse(ReadCode.SYNTAX, message, stretch.authorFrom(), stretch.authorTo());
    }

    Rejection refusal(RuntimeException exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof Rejection rejection) return rejection;
            if (cause instanceof SqlParseException parse) return syntax(parse);
            if (cause instanceof CalciteContextException located) return located(located);
            if (cause instanceof StackOverflowError)
                return new Rejection(Problem.of(ReadCode.TOO_LARGE, "the text is nested too deeply")
                        .at(lexed.source().whole()));
        }
        return new Rejection(Problem.of(ReadCode.INTERNAL, "the text could not be read")
                .at(lexed.source().whole())
                .hint("please report it together with the text"));
    }

    /// Where in the parsed text the validator found something wrong; null when it did not say.
    static Lexed.@Nullable Stretch span(Lexed lexed, RuntimeException exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause())
            if (cause instanceof CalciteContextException located && located.getPosLine() > 0)
                return span(lexed, located);
        return null;
    }

    private static Lexed.Stretch span(Lexed lexed, CalciteContextException exception) {
        var from = lexed.offset(exception.getPosLine(), exception.getPosColumn());
        var to = lexed.offset(exception.getEndPosLine(), exception.getEndPosColumn()) + 1;
        return lexed.behind(from, to);
    }

    private Rejection located(CalciteContextException exception) {
        var cause = exception.getCause();
        var message = String.valueOf(cause == null ? exception.getMessage() : cause.getMessage());
        var at = exception.getPosLine() > 0
                ? span(lexed, exception)
                : lexed.behind(0, lexed.sql().length());
        return new Rejection(Explanation.of(message, lexed, catalog, at));
    }
}
