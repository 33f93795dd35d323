package io.datachat.apex.read.lex;

import io.datachat.apex.read.text.ReadCode;

/// Rewrites `x::type` to `CAST(x AS type)`.
///
/// Calcite 1.42 parses `::` with the precedence of a comparison (CALCITE-7475): `a + b::int` would cast the sum and
/// `sum(x) / sum(y)::numeric` would divide integers without a word. Here it binds tightest, as in PostgreSQL.
final class Casts {
    private Casts() {}

    static void rewrite(Tokens tokens) {
        for (var index = 0; index < tokens.size(); index++) {
            if (!tokens.symbol(index, "::")) continue;
            var at = tokens.get(index);
            var start = Operand.start(tokens, index - 1);
            var end = endOfType(tokens, index + 1);
            tokens.insert(end + 1, new Token.Symbol(")", at.from(), at.to()));
            tokens.set(index, new Token.Word("AS", at.from(), at.to()));
            tokens.insert(start, new Token.Word("CAST", at.from(), at.to()), new Token.Symbol("(", at.from(), at.to()));
            index += 1;
        }
    }

    /// The last token of the type that begins at `first`: `double precision`, `numeric(10, 2)`, `timestamp with
    /// time zone`, `text[]`.
    private static int endOfType(Tokens tokens, int first) {
        if (first >= tokens.size()
                || !(tokens.get(first) instanceof Token.Word || tokens.get(first) instanceof Token.Quoted))
            throw tokens.refuse(ReadCode.SYNTAX, "a type is expected after ::", Math.min(first, tokens.size() - 1));
        var end = first;
        if (tokens.word(first, "DOUBLE") && tokens.word(first + 1, "PRECISION")) end++;
        if (tokens.word(first, "CHARACTER") && tokens.word(first + 1, "VARYING")) end++;
        if (tokens.symbol(end + 1, "(")) end = tokens.close(end + 1);
        var zoned = tokens.word(end + 1, "WITH") || tokens.word(end + 1, "WITHOUT");
        if (zoned && tokens.word(end + 2, "TIME") && tokens.word(end + 3, "ZONE")) end += 3;
        while (tokens.symbol(end + 1, "[") && tokens.symbol(end + 2, "]")) {
            var bracket = tokens.get(end + 1);
            tokens.replace(end + 1, end + 3, java.util.List.of(new Token.Word("ARRAY", bracket.from(), bracket.to())));
            end++;
        }
        return end;
    }
}
