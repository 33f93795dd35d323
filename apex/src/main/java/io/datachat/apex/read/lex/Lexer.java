package io.datachat.apex.read.lex;

import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.text.ReadCode;
import io.datachat.apex.read.text.SqlText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// From the author's text to the parser's.
public final class Lexer {
    /// Longer texts are not questions; parsing them would only cost time.
    public static final int LONGEST = 65_536;

    private static final int MANY = 1500;
    private static final int DEEP = 20;
    private static final int MOST_WAITING = 50;
    /// What stands between two of these is planned by recursion.
    private static final int MOST_OPERATIONS = 500;

    private static final Set<String> OPERATIONS =
            Set.of("+", "-", "*", "/", "%", "||", "->", "->>", "=", "<>", "!=", "<", ">", "<=", ">=");
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");
    private static final Set<String> SEPARATORS = Set.of(
            "AND",
            "OR",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "SELECT",
            "AS",
            "FROM",
            "JOIN",
            "ON",
            "WHERE",
            "BY",
            "HAVING",
            "QUALIFY",
            "LIMIT",
            "UNION",
            "EXCEPT",
            "INTERSECT",
            "SET");
    private final Tokens tokens;

    private Lexer(Tokens tokens) {
        this.tokens = tokens;
    }

    /// Reads one statement or expression; a trailing `;` is dropped. Throws a [io.datachat.apex.problem.Rejection].
    ///
    /// @param holes binds placeholders
    public static Lexer read(SqlText source, Holes holes) {
        if (source.text().length() > LONGEST)
            throw source.refuse(ReadCode.TOO_LARGE, "the text is longer than " + LONGEST / 1024 + " kB", 0, 1);
        var tokens = Tokens.ofStatement(source, holes.fill(source, Scanner.scan(source)));
        waiting(tokens);
        operations(tokens);
        distinctOn(tokens);
        Intervals.rewrite(tokens);
        Casts.rewrite(tokens);
        Infixes.rewrite(tokens);
        Names.rewrite(tokens);
        return new Lexer(tokens);
    }

    /// A statement of a longer text.
    ///
    /// @param line on which it begins, from 1
    /// @param text with as many lines before it as it has in the whole text, so that places in it are places there
    public record Statement(int line, String text) {}

    /// The statements of a text, cut at each `;` that is no part of a literal, a name or a comment. A text that
    /// cannot be cut into tokens is one statement, whose own reading tells what is wrong.
    public static List<Statement> statements(String text) {
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

    /// `BETWEEN x BETWEEN y …`, `LIKE x LIKE y …`: each that waits for its AND or ESCAPE makes the parser copy all
    /// that follows once more, so that a few thousand would take it minutes.
    private static void waiting(Tokens tokens) {
        var betweens = 0;
        var likes = 0;
        for (var index = 0; index < tokens.size(); index++) {
            var token = tokens.get(index);
            if (separates(token)) likes = 0;
            if (token.word("BETWEEN")) betweens++;
            else if (token.word("AND") && betweens > 0) betweens--;
            if (token.word("LIKE") || token.word("ILIKE") || token.word("SIMILAR")) likes++;
            if (Math.max(betweens, likes) > MOST_WAITING)
                throw tokens.source()
                        .refuse(
                                ReadCode.TOO_LARGE,
                                "more than " + MOST_WAITING + " BETWEEN or LIKE in one condition",
                                token.from(),
                                token.to());
        }
    }

    private static boolean separates(Token token) {
        return token.symbol(",")
                || (token instanceof Token.Word(String word, int _, int _)
                        && SEPARATORS.contains(word.toUpperCase(Locale.ROOT)));
    }

    /// `a = b = c` means nothing in PostgreSQL, and long chains of operations nothing to anybody.
    private static void operations(Tokens tokens) {
        Deque<Boolean> compared = new ArrayDeque<>(List.of(false));
        var operations = 0;
        var assigns = tokens.word(0, "UPDATE");
        for (var index = 0; index < tokens.size(); index++) {
            var token = tokens.get(index);
            if (separates(token)) {
                operations = 0;
                compared.pop();
                compared.push(false);
            }
            if (token.symbol("(") || token.symbol("[")) compared.push(false);
            if ((token.symbol(")") || token.symbol("]")) && compared.size() > 1) compared.pop();
            if (!(token instanceof Token.Symbol(String sign, int from, int to)) || !OPERATIONS.contains(sign)) continue;
            if (++operations > MOST_OPERATIONS)
                throw tokens.source()
                        .refuse(
                                ReadCode.TOO_LARGE,
                                "more than " + MOST_OPERATIONS + " operations in one expression",
                                from,
                                to);
            if (!COMPARISONS.contains(sign)) continue;
            if (Boolean.TRUE.equals(compared.peek()) && !assigns)
                throw tokens.source()
                        .refuse(
                                ReadCode.SYNTAX,
                                "a second comparison of one value; join them with AND, or put brackets around one",
                                from,
                                to);
            compared.pop();
            compared.push(true);
        }
    }

    public SqlText source() {
        return tokens.source();
    }

    /// The first word, or the first sign.
    public String first() {
        return switch (tokens.get(0)) {
            case Token.Word(String text, int _, int _) -> text;
            case Token.Symbol(String sign, int _, int _) -> sign;
            case Token other -> source().text().substring(other.from(), other.to());
        };
    }

    /// The first place outside of all brackets where these words follow each other; null when they do not.
    ///
    /// @param notBehind a word after which they mean something else
    public Lexed.@Nullable Stretch outside(String notBehind, String... words) {
        var depth = 0;
        for (var index = 0; index < tokens.size(); index++) {
            if (tokens.symbol(index, "(")) depth++;
            if (tokens.symbol(index, ")")) depth--;
            if (depth > 0 || tokens.word(index - 1, notBehind)) continue;
            var found = 0;
            while (found < words.length && tokens.word(index + found, words[found])) found++;
            if (found < words.length) continue;
            var last = tokens.get(index + found - 1);
            return new Lexed.Stretch(0, 0, tokens.get(index).from(), last.to());
        }
        return null;
    }

    /// Whether reading on may need more stack than an ordinary thread has.
    public boolean large() {
        return tokens.size() > MANY || tokens.depth() > DEEP;
    }

    /// @param cast which binds to write with their type, by index
    public Lexed print(Set<Integer> cast) {
        return Printer.print(tokens, cast);
    }

    /// Marks `SELECT DISTINCT ON (a, b) …` as a first column that the normaliser takes away again: the parser knows
    /// no DISTINCT ON.
    private static void distinctOn(Tokens tokens) {
        for (var index = 0; index + 2 < tokens.size(); index++) {
            if (!tokens.word(index, "DISTINCT") || !tokens.word(index + 1, "ON") || !tokens.symbol(index + 2, "("))
                continue;
            var at = tokens.get(index);
            var close = tokens.close(index + 2);
            tokens.insert(close + 1, new Token.Symbol(",", at.from(), at.to()));
            tokens.replace(index, index + 2, List.of(new Token.Word("DISTINCT_ON", at.from(), at.to())));
        }
    }
}
