package io.datachat.apex.read.lex;

import io.datachat.apex.read.text.ReadCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Rewrites PostgreSQL's interval literals to the standard's: `INTERVAL '2 weeks'` to `INTERVAL '14' DAY`.
///
/// Months, days and seconds stay apart, as in PostgreSQL: a month has no fixed number of days and a day none of hours.
final class Intervals {
    private static final Pattern PART = Pattern.compile("\\s*([-+]?\\d{1,9})\\s*([A-Za-z]+)\\s*,?");
    private static final Pattern COUNT = Pattern.compile("\\s*([-+]?\\d{1,9})\\s*");

    private Intervals() {}

    static void rewrite(Tokens tokens) {
        for (var index = 0; index < tokens.size(); index++) {
            if (tokens.get(index) instanceof Token.Text
                    && tokens.symbol(index + 1, "::")
                    && tokens.word(index + 2, "INTERVAL"))
                tokens.replace(index, index + 3, List.of(tokens.get(index + 2), tokens.get(index)));
            if (tokens.word(index, "GENERATE_SERIES") && tokens.symbol(index + 1, "(")) step(tokens, index + 1);
            if (!tokens.word(index, "INTERVAL") || index + 1 >= tokens.size()) continue;
            if (tokens.get(index + 1) instanceof Token.Text text) literal(tokens, index, text.value());
            else if (tokens.get(index + 1) instanceof Token.Number number) literal(tokens, index, number.digits());
            else if (tokens.get(index + 1) instanceof Token.Value value) counted(tokens, index, value);
        }
    }

    /// The step of a series of times may be written as a bare text: `'1 month'`.
    private static void step(Tokens tokens, int open) {
        var last = tokens.close(open) - 1;
        if (tokens.get(last) instanceof Token.Text text && tokens.symbol(last - 1, ","))
            tokens.insert(last, new Token.Word("INTERVAL", text.from(), text.to()));
    }

    private static void literal(Tokens tokens, int index, String text) {
        var unit = index + 2 < tokens.size() ? Unit.of(tokens.get(index + 2)) : null;
        var count = COUNT.matcher(text);
        if (unit != null && count.matches()) {
            if (tokens.word(index + 3, "TO")) throw unreadable(tokens, index + 1, text);
            var amounts = new Amounts();
            amounts.add(Integer.parseInt(count.group(1)), unit);
            write(tokens, index, 3, amounts);
            return;
        }
        var amounts = new Amounts();
        var part = PART.matcher(text);
        var end = 0;
        while (part.region(end, text.length()).lookingAt()) {
            var named = Unit.of(part.group(2));
            if (named == null) throw unreadable(tokens, index + 1, text);
            amounts.add(Integer.parseInt(part.group(1)), named);
            end = part.end();
        }
        if (end == 0 || !text.substring(end).isBlank()) throw unreadable(tokens, index + 1, text);
        write(tokens, index, 2, amounts);
    }

    private static RuntimeException unreadable(Tokens tokens, int index, String text) {
        return tokens.refuse(ReadCode.SYNTAX, "the interval '" + text + "' is not understood; write '7 days'", index);
    }

    /// `INTERVAL {n} DAY`: a bound number of units.
    private static void counted(Tokens tokens, int index, Token.Value value) {
        var unit = index + 2 < tokens.size() ? Unit.of(tokens.get(index + 2)) : null;
        if (unit == null)
            throw tokens.refuse(ReadCode.SYNTAX, "a unit such as DAY is expected after the number", index + 1);
        tokens.replace(index, index + 3, multiple(value, unit));
    }

    /// `(n * INTERVAL '1' DAY)`.
    static List<Token> multiple(Token.Value value, Unit unit) {
        int from = value.from();
        int to = value.to();
        List<Token> product = new ArrayList<>();
        product.add(new Token.Symbol("(", from, to));
        product.add(
                new Token.Value(value.parameter(), value.item(), value.type(), Token.Value.Spelling.CAST, from, to));
        product.add(new Token.Symbol("*", from, to));
        product.addAll(spelled(unit.factor, unit.base, from, to));
        product.add(new Token.Symbol(")", from, to));
        return product;
    }

    private static void write(Tokens tokens, int index, int length, Amounts amounts) {
        var parts = amounts.parts(tokens.get(index));
        var subtracted = tokens.symbol(index - 1, "-");
        var added = tokens.symbol(index - 1, "+");
        var scaled = tokens.symbol(index + length, "*") || tokens.symbol(index + length, "/");
        if (parts.size() > 1 && (scaled || (!added && !subtracted)))
            throw tokens.refuse(
                    ReadCode.UNSUPPORTED,
                    "an interval of several units can only be added or subtracted; write one interval per unit",
                    index + 1);
        List<Token> joined = new ArrayList<>(parts.getFirst());
        for (var part : parts.subList(1, parts.size())) {
            joined.add(new Token.Symbol(
                    subtracted ? "-" : "+",
                    part.getFirst().from(),
                    part.getFirst().to()));
            joined.addAll(part);
        }
        tokens.replace(index, index + length, joined);
    }

    private static List<Token> spelled(long count, String unit, int from, int to) {
        List<Token> tokens = new ArrayList<>(List.of(
                new Token.Word("INTERVAL", from, to),
                new Token.Text(Long.toString(count), from, to),
                new Token.Word(unit, from, to)));
        var digits = Long.toString(Math.abs(count)).length();
        if (digits > 2)
            tokens.addAll(List.of(
                    new Token.Symbol("(", from, to),
                    new Token.Number(Integer.toString(Math.min(10, digits)), from, to),
                    new Token.Symbol(")", from, to)));
        return tokens;
    }

    private static final class Amounts {
        private long months;
        private long days;
        private long seconds;

        void add(int count, Unit unit) {
            var amount = (long) count * unit.factor;
            switch (unit.base) {
                case "MONTH" -> months += amount;
                case "DAY" -> days += amount;
                default -> seconds += amount;
            }
        }

        List<List<Token>> parts(Token at) {
            List<List<Token>> parts = new ArrayList<>();
            if (months != 0) parts.add(spelled(months, "MONTH", at.from(), at.to()));
            if (days != 0) parts.add(spelled(days, "DAY", at.from(), at.to()));
            if (seconds != 0 || parts.isEmpty()) parts.add(spelled(seconds, "SECOND", at.from(), at.to()));
            return parts;
        }
    }

    enum Unit {
        YEAR("MONTH", 12, "y", "yr", "yrs"),
        QUARTER("MONTH", 3),
        MONTH("MONTH", 1, "mon", "mons"),
        WEEK("DAY", 7, "w"),
        DAY("DAY", 1, "d"),
        HOUR("SECOND", 3600, "h", "hr", "hrs"),
        MINUTE("SECOND", 60, "m", "min", "mins"),
        SECOND("SECOND", 1, "s", "sec", "secs");

        private final String base;
        private final int factor;

        @SuppressWarnings("ImmutableEnumChecker") // never written after construction
        private final List<String> abbreviations;

        Unit(String base, int factor, String... abbreviations) {
            this.base = base;
            this.factor = factor;
            this.abbreviations = List.of(abbreviations);
        }

        static @Nullable Unit of(Token token) {
            var unit = token instanceof Token.Word word ? of(word.text()) : null;
            return unit == null || unit.abbreviations.contains(((Token.Word) token).text()) ? null : unit;
        }

        static @Nullable Unit of(String text) {
            var word = text.toLowerCase(Locale.ROOT);
            for (var unit : values()) {
                var name = unit.name().toLowerCase(Locale.ROOT);
                if (word.equals(name) || word.equals(name + "s") || unit.abbreviations.contains(word)) return unit;
            }
            return null;
        }
    }
}
