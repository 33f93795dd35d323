package io.datachat.apex.read.lex;

/// Marks `SELECT DISTINCT ON (a, b) …` as a first column that the normaliser takes away again: the parser knows no DISTINCT ON.
final class DistinctOn {
    private DistinctOn() {}

    static void rewrite(Tokens tokens) {
        for (var index = 0; index + 2 < tokens.size(); index++) {
            if (!tokens.word(index, "DISTINCT") || !tokens.word(index + 1, "ON") || !tokens.symbol(index + 2, "(")) continue;
            var at = tokens.get(index);
            var close = tokens.close(index + 2);
            tokens.insert(close + 1, new Token.Symbol(",", at.from(), at.to()));
            tokens.replace(index, index + 2, java.util.List.of(new Token.Word("DISTINCT_ON", at.from(), at.to())));
        }
    }
}
