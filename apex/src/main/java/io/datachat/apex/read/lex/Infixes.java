package io.datachat.apex.read.lex;

import io.datachat.apex.read.text.ReadCode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rewrites PostgreSQL's own infix operators to calls of our functions: `a->>'k'` to `JSON_GET_TEXT(a, 'k')`.
final class Infixes {
    private Infixes() {}

    static void rewrite(Tokens tokens) {
        for (var index = 1; index < tokens.size(); index++) {
            if (tokens.word(index, "NOTNULL")) postfix(tokens, index, "IS", "NOT", "NULL");
            else if (tokens.word(index, "ISNULL")) postfix(tokens, index, "IS", "NULL");
        }
        for (var index = 0; index < tokens.size(); index++) {
            if (tokens.word(index, "AT") && tokens.word(index + 1, "TIME") && tokens.word(index + 2, "ZONE")) {
                tokens.replace(index + 1, index + 3, List.of());
                index = call(tokens, index, "AT_TIME_ZONE");
            }
        }
        for (var index = 0; index < tokens.size(); index++) {
            var function = tokens.get(index) instanceof Token.Symbol(var sign, int _, int _)
                    ? function(tokens, sign, index)
                    : null;
            if (function != null) index = call(tokens, index, function);
        }
    }

    private static void postfix(Tokens tokens, int index, String... words) {
        var at = tokens.get(index);
        tokens.replace(
                index,
                index + 1,
                Stream.of(words)
                        .<Token>map(word -> new Token.Word(word, at.from(), at.to()))
                        .toList());
    }

    private static @Nullable String function(Tokens tokens, String sign, int index) {
        return switch (sign) {
            case "->>" -> "JSON_GET_TEXT";
            case "->" -> "JSON_GET";
            case "&&" -> "ARRAY_OVERLAPS";
            case "@>" -> "ARRAY_CONTAINS_ALL";
            case "<@" -> throw tokens.refuse(ReadCode.UNSUPPORTED, "write b @> a instead of a <@ b", index);
            case "^" ->
                throw tokens.refuse(
                        ReadCode.UNSUPPORTED,
                        "^ means a power on some databases and XOR on others; write power(a, b)",
                        index);
            case "#", "@", "!", "&", "|", "=>" ->
                throw tokens.refuse(ReadCode.UNSUPPORTED, "the operator " + sign + " is not supported", index);
            default -> null;
        };
    }

    /// Replaces the operator by a comma and wraps both operands.
    ///
    /// @return the index of the comma
    private static int call(Tokens tokens, int index, String function) {
        var at = tokens.get(index);
        var end = Operand.end(tokens, index + 1);
        var start = Operand.start(tokens, index - 1);
        tokens.insert(end + 1, new Token.Symbol(")", at.from(), at.to()));
        tokens.set(index, new Token.Symbol(",", at.from(), at.to()));
        tokens.insert(start, new Token.Word(function, at.from(), at.to()), new Token.Symbol("(", at.from(), at.to()));
        return index + 2;
    }
}
