package io.datachat.apex.read.lex;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.read.lex.Token.Value.Spelling;
import io.datachat.apex.read.text.ReadCode;
import io.datachat.apex.read.text.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands for the placeholders of a text. A value never becomes text: only keywords from a closed list do.
///
/// @param fillings by the name of the placeholder
public record Holes(Map<String, Filling> fillings) {
    public static final Holes NONE = new Holes(Map.of());

    private static final Pattern INSIDE = Pattern.compile("\\{\\s*([\\p{L}_][\\p{L}\\p{N}_]*)\\s*}");
    private static final Pattern WORDS = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*( [\\p{L}_][\\p{L}\\p{N}_]*)*");

    public Holes {
        fillings = Map.copyOf(fillings);
    }

    /// How one placeholder is filled.
    public sealed interface Filling {
        /// A keyword or a name, chosen from a closed list before the text is parsed.
        record Keyword(String text) implements Filling {}

        record One(DataType type) implements Filling {}

        /// @param count how many values, one or more
        record Many(DataType item, int count) implements Filling {}
    }

    List<Token> fill(SqlText source, List<Token> scanned) {
        var filled = new Filled(source);
        for (var token : scanned) {
            if (token instanceof Token.Hole hole) filled.bare(hole);
            else if (token instanceof Token.Text text && !fillings.isEmpty()) filled.literal(text);
            else filled.tokens.add(token);
        }
        return filled.tokens;
    }

    private final class Filled {
        private final SqlText source;
        private final List<Token> tokens = new ArrayList<>();

        Filled(SqlText source) {
            this.source = source;
        }

        Filling filling(String name, Token at) {
            var filling = fillings.get(name);
            if (filling != null) return filling;
            if (fillings.isEmpty())
                throw source.refuse(
                        ReadCode.UNKNOWN_PARAMETER,
                        "there are no parameters here, but '" + name + "' is one",
                        at.from(),
                        at.to());
            throw source.refuse(
                    ReadCode.UNKNOWN_PARAMETER,
                    "unknown parameter '" + name + "'",
                    Nearest.of(name, fillings.keySet(), 3),
                    at.from(),
                    at.to());
        }

        void bare(Token.Hole hole) {
            switch (filling(hole.name(), hole)) {
                case Filling.Keyword(String text) -> {
                    if (!WORDS.matcher(text).matches())
                        throw source.refuse(
                                ReadCode.UNSAFE_PARAMETER,
                                "'" + text + "' is allowed for '" + hole.name()
                                        + "', but it is not a keyword or a name",
                                "put the placeholder into quotes if a value is meant",
                                hole.from(),
                                hole.to());
                    for (var word : text.split(" ", -1)) tokens.add(new Token.Word(word, hole.from(), hole.to()));
                }
                case Filling.One(DataType type) -> one(hole.name(), type, hole);
                case Filling.Many many -> many(hole.name(), many, hole);
            }
        }

        private boolean after(String keyword) {
            return !tokens.isEmpty() && tokens.getLast().word(keyword);
        }

        private void one(String name, DataType type, Token at) {
            var limit = after("LIMIT") || after("OFFSET") || after("FIRST") || after("NEXT");
            var written = after("DATE") ? Simple.DATE : after("TIMESTAMP") ? Simple.TIMESTAMP : null;
            if (written != null) tokens.removeLast();
            var spelling = limit ? Spelling.BARE : written != null ? Spelling.CAST : Spelling.INFERRED;
            tokens.add(new Token.Value(name, -1, written != null ? written : type, spelling, at.from(), at.to()));
        }

        /// `IN {list}`, `IN ({list})`, `= ANY({list})`.
        private void many(String name, Filling.Many many, Token at) {
            var any = tokens.size() > 1
                    && tokens.getLast().symbol("(")
                    && tokens.get(tokens.size() - 2).word("ANY");
            var opener = any ? "[" : after("IN") ? "(" : null;
            if (any) tokens.add(new Token.Word("ARRAY", at.from(), at.to()));
            if (opener != null) tokens.add(new Token.Symbol(opener, at.from(), at.to()));
            for (var item = 0; item < many.count; item++) {
                if (item > 0) tokens.add(new Token.Symbol(",", at.from(), at.to()));
                tokens.add(new Token.Value(name, item, many.item, Spelling.INFERRED, at.from(), at.to()));
            }
            if (opener != null) tokens.add(new Token.Symbol(any ? "]" : ")", at.from(), at.to()));
        }

        /// A placeholder within quotes: `'{start_date}'` is the value itself, `'%{name}%'` a concatenation.
        void literal(Token.Text text) {
            var keywords = INSIDE.matcher(text.value()).replaceAll(found -> {
                var filling = filling(found.group(1), text);
                var replaced = filling instanceof Filling.Keyword(String word) ? word : found.group();
                return Matcher.quoteReplacement(replaced);
            });
            var hole = INSIDE.matcher(keywords);
            if (hole.matches()) bare(new Token.Hole(hole.group(1), text.from(), text.to()));
            else if (!hole.reset().find()) tokens.add(new Token.Text(keywords, text.from(), text.to()));
            else if (after("INTERVAL")) interval(keywords, text);
            else concatenation(keywords, text);
        }

        private void interval(String value, Token at) {
            var hole = INSIDE.matcher(value);
            var unit = hole.lookingAt()
                    ? Intervals.Unit.of(value.substring(hole.end()).strip())
                    : null;
            if (unit == null || !(filling(hole.group(1), at) instanceof Filling.One(DataType type)))
                throw source.refuse(
                        ReadCode.UNSUPPORTED, "an interval with a parameter is written '{n} days'", at.from(), at.to());
            tokens.removeLast();
            tokens.addAll(Intervals.multiple(
                    new Token.Value(hole.group(1), -1, type, Spelling.CAST, at.from(), at.to()), unit));
        }

        private void concatenation(String value, Token at) {
            var hole = INSIDE.matcher(value);
            var end = 0;
            symbol("(", at);
            while (hole.find()) {
                if (!(filling(hole.group(1), at) instanceof Filling.One(DataType type)))
                    throw source.refuse(
                            ReadCode.UNSUPPORTED, "a list cannot stand within a longer text", at.from(), at.to());
                part(value.substring(end, hole.start()), at);
                joint(at);
                asText(new Token.Value(hole.group(1), -1, type, Spelling.CAST, at.from(), at.to()), at);
                end = hole.end();
            }
            part(value.substring(end), at);
            symbol(")", at);
        }

        private void part(String text, Token at) {
            if (text.isEmpty()) return;
            joint(at);
            tokens.add(new Token.Text(text, at.from(), at.to()));
        }

        /// Joins a part to the one before it; the first follows the bracket.
        private void joint(Token at) {
            if (!tokens.getLast().symbol("(")) symbol("||", at);
        }

        private void asText(Token.Value value, Token at) {
            if (value.type() == Simple.TEXT) {
                tokens.add(value);
                return;
            }
            tokens.add(new Token.Word("CAST", at.from(), at.to()));
            symbol("(", at);
            tokens.add(value);
            tokens.add(new Token.Word("AS", at.from(), at.to()));
            tokens.add(new Token.Word("VARCHAR", at.from(), at.to()));
            symbol(")", at);
        }

        private void symbol(String sign, Token at) {
            tokens.add(new Token.Symbol(sign, at.from(), at.to()));
        }
    }
}
