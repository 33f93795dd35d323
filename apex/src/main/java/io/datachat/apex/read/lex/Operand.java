package io.datachat.apex.read.lex;

import io.datachat.apex.read.text.ReadCode;
import java.util.Locale;
import java.util.Set;

/// Where the operand of a tightly binding operator begins and ends: a name, a call, a literal, something in brackets.
final class Operand {
    /// A bracket after one of these opens a sub-expression, not the arguments of a call.
    private static final Set<String> KEYWORDS = Set.of(
            "SELECT",
            "FROM",
            "WHERE",
            "AND",
            "OR",
            "NOT",
            "ON",
            "WHEN",
            "THEN",
            "ELSE",
            "CASE",
            "IN",
            "BETWEEN",
            "LIKE",
            "ILIKE",
            "IS",
            "BY",
            "HAVING",
            "AS",
            "DISTINCT",
            "ALL",
            "UNION",
            "EXCEPT",
            "INTERSECT",
            "LIMIT",
            "OFFSET",
            "JOIN",
            "USING",
            "INTERVAL",
            "VALUES",
            "QUALIFY",
            "ASC",
            "DESC",
            "ESCAPE",
            "SIMILAR",
            "TO",
            "EXISTS",
            "WITH",
            "LATERAL");

    private static final Set<String> TYPED_LITERALS = Set.of("DATE", "TIME", "TIMESTAMP", "INTERVAL");

    private Operand() {}

    static boolean keyword(Token token) {
        return token instanceof Token.Word word && KEYWORDS.contains(word.text().toUpperCase(Locale.ROOT));
    }

    private static boolean typed(Token token) {
        return token instanceof Token.Word word
                && TYPED_LITERALS.contains(word.text().toUpperCase(Locale.ROOT));
    }

    /// The index of the first token of the operand whose last token is at `last`.
    static int start(Tokens tokens, int last) {
        if (last < 0) throw tokens.refuse(ReadCode.SYNTAX, "the operator has nothing on its left", 0);
        if (tokens.symbol(last, "]")) {
            var open = tokens.open(last);
            return tokens.word(open - 1, "ARRAY") ? open - 1 : start(tokens, open - 1);
        }
        if (tokens.symbol(last, ")")) return startOfCall(tokens, tokens.open(last));
        if (tokens.word(last, "END")) return startOfCase(tokens, last);
        if (tokens.word(last - 1, "OVER")) return startOfWindow(tokens, last - 1);
        if (tokens.get(last) instanceof Token.Text && last > 0 && typed(tokens.get(last - 1))) return last - 1;
        if (tokens.get(last) instanceof Token.Symbol || keyword(tokens.get(last)))
            throw tokens.refuse(ReadCode.SYNTAX, "the operator after this has nothing on its left", last);
        return startOfPath(tokens, last);
    }

    private static int startOfPath(Tokens tokens, int last) {
        var first = last;
        while (first >= 2 && tokens.symbol(first - 1, ".")) first -= 2;
        return first;
    }

    /// `f(…)`, `f(…) FILTER (…)`, `f(…) WITHIN GROUP (…)`, `f(…) OVER (…)` or a bracket of its own.
    private static int startOfCall(Tokens tokens, int open) {
        var before = open - 1;
        if (tokens.word(before, "OVER")) return startOfWindow(tokens, before);
        if (tokens.word(before, "FILTER")) return start(tokens, before - 1);
        if (tokens.word(before, "GROUP") && tokens.word(before - 1, "WITHIN")) return start(tokens, before - 2);
        var named = before >= 0
                && (tokens.get(before) instanceof Token.Quoted
                        || (tokens.get(before) instanceof Token.Word && !keyword(tokens.get(before))));
        return named ? startOfPath(tokens, before) : open;
    }

    private static int startOfWindow(Tokens tokens, int over) {
        return start(tokens, tokens.word(over - 1, "NULLS") ? over - 3 : over - 1);
    }

    private static int startOfCase(Tokens tokens, int end) {
        var depth = 0;
        for (var index = end; index >= 0; index--) {
            if (tokens.word(index, "END")) depth++;
            if (tokens.word(index, "CASE") && --depth == 0) return index;
        }
        throw tokens.refuse(ReadCode.SYNTAX, "this END has no CASE", end);
    }

    /// The index of the last token of the operand whose first token is at `first`.
    static int end(Tokens tokens, int first) {
        if (first >= tokens.size())
            throw tokens.refuse(ReadCode.SYNTAX, "the operator has nothing on its right", tokens.size() - 1);
        if (tokens.symbol(first, "-")) return end(tokens, first + 1);
        if (typed(tokens.get(first)) && first + 1 < tokens.size() && tokens.get(first + 1) instanceof Token.Text)
            return first + 1;
        var last = first;
        if (tokens.symbol(first, "(")) last = tokens.close(first);
        else if (tokens.get(first) instanceof Token.Symbol || keyword(tokens.get(first)))
            throw tokens.refuse(ReadCode.SYNTAX, "the operator before this has nothing on its right", first);
        else {
            while (tokens.symbol(last + 1, ".") && last + 2 < tokens.size()) last += 2;
            if (tokens.symbol(last + 1, "(")) last = tokens.close(last + 1);
        }
        while (tokens.symbol(last + 1, "[")) last = tokens.close(last + 1);
        return last;
    }
}
