package io.datachat.tests.evaluator;

import io.datachat.tests.evaluator.Expression.Operator;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads an [Expression] by recursive descent; knows no types and no catalog.
public final class ExpressionReader {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<number>\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)|(?<text>'(?:[^']|'')*')|(?<quoted>\"[^\"]+\")|(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)|(?<sign><>|!=|<=|>=|[-+*/=<>(),.]))");

    private record Token(Kind kind, String text) {
        boolean is(String wanted) {
            return kind != Kind.TEXT && kind != Kind.QUOTED && text.equalsIgnoreCase(wanted);
        }
    }

    private enum Kind {
        NUMBER,
        TEXT,
        QUOTED,
        WORD,
        SIGN,
        END
    }

    private final List<Token> tokens;
    private int at;

    private ExpressionReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    public static Expression read(String text) {
        var reader = new ExpressionReader(tokens(text));
        var result = reader.disjunction();
        if (reader.peek().kind() != Kind.END)
            throw new IllegalArgumentException("left over in '" + text + "': " + reader.peek());
        return result;
    }

    private static List<Token> tokens(String text) {
        var result = new ArrayList<Token>();
        var matcher = TOKEN.matcher(text.strip());
        var end = 0;
        while (end < text.strip().length()) {
            if (!matcher.find(end) || matcher.start() != end)
                throw new IllegalArgumentException("cannot read: " + text);
            end = matcher.end();
            for (var kind : List.of(Kind.NUMBER, Kind.TEXT, Kind.QUOTED, Kind.WORD, Kind.SIGN)) {
                var found = matcher.group(kind.name().toLowerCase(Locale.ROOT));
                if (found != null) result.add(new Token(kind, found));
            }
        }
        result.add(new Token(Kind.END, ""));
        return result;
    }

    private Expression disjunction() {
        var left = conjunction();
        while (take("OR")) left = new Expression.Binary(Operator.OR, left, conjunction());
        return left;
    }

    private Expression conjunction() {
        var left = negation();
        while (take("AND")) left = new Expression.Binary(Operator.AND, left, negation());
        return left;
    }

    private Expression negation() {
        return take("NOT") ? new Expression.Not(negation()) : comparison();
    }

    private Expression comparison() {
        var left = sum();
        while (true) {
            var operator = comparisonSign();
            if (operator != null) {
                left = new Expression.Binary(operator, left, sum());
            } else if (take("IS")) {
                var negated = take("NOT");
                expect("NULL");
                left = negated(negated, new Expression.IsNull(left));
            } else if (peek().is("NOT") || peek().is("IN") || peek().is("BETWEEN")) {
                left = membership(left);
            } else {
                return left;
            }
        }
    }

    private Expression membership(Expression left) {
        var negated = take("NOT");
        if (take("BETWEEN")) {
            var low = sum();
            expect("AND");
            return negated(
                    negated,
                    new Expression.Binary(
                            Operator.AND,
                            new Expression.Binary(Operator.GTE, left, low),
                            new Expression.Binary(Operator.LTE, left, sum())));
        }
        expect("IN");
        return negated(negated, new Expression.In(left, arguments()));
    }

    private static Expression negated(boolean negated, Expression expression) {
        return negated ? new Expression.Not(expression) : expression;
    }

    private @Nullable Operator comparisonSign() {
        var operator = switch (peek().kind() == Kind.SIGN ? peek().text() : "") {
            case "=" -> Operator.EQ;
            case "<>", "!=" -> Operator.NE;
            case "<" -> Operator.LT;
            case "<=" -> Operator.LTE;
            case ">" -> Operator.GT;
            case ">=" -> Operator.GTE;
            default -> null;
        };
        if (operator != null) at++;
        return operator;
    }

    private Expression sum() {
        var left = product();
        while (peek().is("+") || peek().is("-")) {
            var operator = next().text().equals("+") ? Operator.PLUS : Operator.MINUS;
            left = new Expression.Binary(operator, left, product());
        }
        return left;
    }

    private Expression product() {
        var left = unary();
        while (peek().is("*") || peek().is("/")) {
            var operator = next().text().equals("*") ? Operator.TIMES : Operator.OVER;
            left = new Expression.Binary(operator, left, unary());
        }
        return left;
    }

    private Expression unary() {
        return take("-") ? new Expression.Minus(unary()) : primary();
    }

    private Expression primary() {
        var token = next();
        return switch (token.kind()) {
            case NUMBER -> new Expression.Literal(number(token.text()));
            case TEXT -> new Expression.Literal(unquoted(token.text()));
            case QUOTED, WORD -> word(token);
            case SIGN -> {
                if (!token.is("(")) throw new IllegalArgumentException("unexpected " + token.text());
                var inner = disjunction();
                expect(")");
                yield inner;
            }
            case END -> throw new IllegalArgumentException("ends too early");
        };
    }

    private Expression word(Token token) {
        if (token.is("NULL")) return new Expression.Literal(null);
        if (token.is("TRUE")) return new Expression.Literal(true);
        if (token.is("FALSE")) return new Expression.Literal(false);
        if (token.is("CASE")) return cases();
        if (token.is("COALESCE")) return new Expression.Coalesce(arguments());
        if (token.is("NULLIF")) {
            var both = arguments();
            return new Expression.NullIf(both.get(0), both.get(1));
        }
        if (peek().kind() == Kind.TEXT && token.is("DATE")) {
            return new Expression.Literal(LocalDate.parse(unquoted(next().text())));
        }
        if (peek().kind() == Kind.TEXT && token.is("TIMESTAMP")) {
            var text = unquoted(next().text());
            return new Expression.Literal(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay()
                            : LocalDateTime.parse(text.replace(' ', 'T')));
        }
        var path = new ArrayList<String>();
        path.add(name(token));
        while (take(".")) path.add(name(next()));
        return new Expression.Name(path);
    }

    private Expression cases() {
        var whens = new ArrayList<Expression.When>();
        while (take("WHEN")) {
            var condition = disjunction();
            expect("THEN");
            whens.add(new Expression.When(condition, disjunction()));
        }
        var otherwise = take("ELSE") ? disjunction() : null;
        expect("END");
        return new Expression.Case(whens, otherwise);
    }

    private List<Expression> arguments() {
        expect("(");
        var result = new ArrayList<Expression>();
        do result.add(disjunction());
        while (take(","));
        expect(")");
        return result;
    }

    private static Object number(String text) {
        if (text.contains("e") || text.contains("E")) return Double.valueOf(text);
        return new BigDecimal(text);
    }

    private static String unquoted(String text) {
        return text.substring(1, text.length() - 1).replace("''", "'");
    }

    private static String name(Token token) {
        return token.kind() == Kind.QUOTED
                ? token.text().substring(1, token.text().length() - 1)
                : token.text();
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        return tokens.get(at++);
    }

    private boolean take(String wanted) {
        if (!peek().is(wanted)) return false;
        at++;
        return true;
    }

    private void expect(String wanted) {
        if (!take(wanted)) throw new IllegalArgumentException("expected " + wanted + ", found " + peek().text());
    }
}
