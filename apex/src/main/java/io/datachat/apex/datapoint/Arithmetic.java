package io.datachat.apex.datapoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A derived expression, read only as far as to know its names and whether it is arithmetic at all.
///
/// sum = product {(+|-) product}; product = factor {(*|/) factor}; factor = [-] (number | name | call | ( sum )).
public final class Arithmetic {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(\\d+(?:\\.\\d+)?|\\.\\d+)|([A-Za-z_][A-Za-z0-9_]*)|(.))", Pattern.DOTALL);
    private static final int DEEPEST = 50;

    /// The functions and how many arguments each takes at least and at most.
    private static final Map<String, int[]> FUNCTIONS = Map.of(
            "nullif", new int[] {2, 2}, "coalesce", new int[] {1, 20}, "abs", new int[] {1, 1}, "round", new int[] {1, 2
            });

    private final List<Token> tokens = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private int next;
    private int depth;

    /// @param names  the metrics, in the order of the text, as often as they occur
    /// @param error  null when it is arithmetic
    /// @param column of the error, from one
    public record Reading(List<String> names, @Nullable String error, int column) {}

    private enum Kind {
        NUMBER,
        NAME,
        SIGN,
        END
    }

    private record Token(Kind kind, String text, int at) {}

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Token token;
        private final String why;

        Broken(Token token, String why) {
            super(why);
            this.token = token;
            this.why = why;
        }
    }

    public static Reading read(String expression) {
        var arithmetic = new Arithmetic(expression);
        try {
            arithmetic.sum();
            if (arithmetic.peek().kind != Kind.END) throw arithmetic.unexpected();
            return new Reading(List.copyOf(arithmetic.names), null, 0);
        } catch (Broken e) {
            return new Reading(List.copyOf(arithmetic.names), e.why, e.token.at + 1);
        }
    }

    private Arithmetic(String expression) {
        var text = expression.stripTrailing();
        var matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1) != null) tokens.add(new Token(Kind.NUMBER, matcher.group(1), matcher.start(1)));
            else if (matcher.group(2) != null) tokens.add(new Token(Kind.NAME, matcher.group(2), matcher.start(2)));
            else tokens.add(new Token(Kind.SIGN, matcher.group(3), matcher.start(3)));
        }
        tokens.add(new Token(Kind.END, "", text.length()));
    }

    private Token peek() {
        return tokens.get(next);
    }

    private boolean take(String sign) {
        var is = peek().kind == Kind.SIGN && peek().text.equals(sign);
        if (is) next++;
        return is;
    }

    private Broken unexpected() {
        var token = peek();
        return new Broken(
                token, token.kind == Kind.END ? "it ends too early" : "'" + token.text + "' is not expected here");
    }

    private void sum() {
        if (++depth > DEEPEST) throw new Broken(peek(), "too many brackets");
        do {
            product();
        } while (take("+") || take("-"));
        depth--;
    }

    private void product() {
        do {
            factor();
        } while (take("*") || take("/"));
    }

    private void factor() {
        while (take("-")) {}
        if (take("(")) {
            sum();
            if (!take(")")) throw unexpected();
            return;
        }
        var token = peek();
        if (token.kind != Kind.NUMBER && token.kind != Kind.NAME) throw unexpected();
        next++;
        if (token.kind == Kind.NUMBER) return;
        if (peek().text.equals("(")) call(token);
        else names.add(token.text);
    }

    private void call(Token function) {
        var arity = FUNCTIONS.get(function.text.toLowerCase(java.util.Locale.ROOT));
        if (arity == null) throw new Broken(function, "there is no function '" + function.text + "'");
        take("(");
        var arguments = 0;
        do {
            sum();
            arguments++;
        } while (take(","));
        if (!take(")")) throw unexpected();
        if (arguments < arity[0] || arguments > arity[1]) {
            throw new Broken(function, "'" + function.text + "' does not take " + arguments + " arguments");
        }
    }
}
