package io.datachat.apex.read.lex;

import java.util.Locale;
import java.util.Set;

/// Quotes the names that Calcite's parser would take for keywords: `AS date`, `o.time`, a column called `value`.
final class Names {
    /// Words that are ordinary column names in PostgreSQL and DuckDB, and keywords to the parser.
    private static final Set<String> NAMES = Set.of(
            "DATE",
            "TIME",
            "TIMESTAMP",
            "VALUE",
            "MEASURE",
            "NEXT",
            "NEW",
            "RANGE",
            "ROW",
            "ROWS",
            "VARIANT",
            "UUID",
            "DAYS",
            "MONTHS",
            "YEARS",
            "DATETIME",
            "PATTERN",
            "SKIP",
            "STREAM",
            "SNAPSHOT",
            "MONDAY",
            "TUESDAY",
            "WEDNESDAY",
            "THURSDAY",
            "FRIDAY",
            "SATURDAY",
            "SUNDAY",
            "ORDINAL",
            "UNSIGNED",
            "CALL",
            "CURSOR",
            "DEFINE",
            "DESCRIBE",
            "EXPLAIN",
            "METHOD",
            "RESULT",
            "RETURN",
            "START",
            "SYSTEM",
            "TRIGGER",
            "CONDITION",
            "COUNT",
            "DAY",
            "HOUR",
            "MINUTE",
            "MONTH",
            "SECOND",
            "YEAR",
            "QUARTER",
            "WEEK",
            "LANGUAGE",
            "LOCAL",
            "NONE",
            "POSITION",
            "RELEASE",
            "RANK",
            "PERCENT",
            "PERIOD",
            "PERMUTE",
            "REFERENCES",
            "STATIC",
            "SUBSET",
            "SHOW",
            "UPSERT");

    private Names() {}

    static void rewrite(Tokens tokens) {
        for (var index = 0; index < tokens.size(); index++) {
            if (!(tokens.get(index) instanceof Token.Word(String text, int from, int to))) continue;
            if (segment(tokens, index) || alias(tokens, index) || name(tokens, index))
                tokens.set(index, new Token.Quoted(text, from, to));
        }
    }

    private static boolean segment(Tokens tokens, int index) {
        return (tokens.symbol(index - 1, ".") || tokens.symbol(index + 1, ".")) && !tokens.symbol(index + 1, "(");
    }

    private static boolean alias(Tokens tokens, int index) {
        return tokens.word(index - 1, "AS") && !cast(tokens, index - 1) && !tokens.word(index, "MATERIALIZED");
    }

    /// Whether a keyword stands where only a name can, between operators, commas and brackets.
    private static boolean name(Tokens tokens, int index) {
        var word = ((Token.Word) tokens.get(index)).text().toUpperCase(Locale.ROOT);
        return NAMES.contains(word) && !before(tokens, index) && !after(tokens, index);
    }

    /// What follows makes it a keyword: the text of a literal, the arguments of a call, EXTRACT's FROM, a window's
    /// frame.
    private static boolean before(Tokens tokens, int index) {
        if (index + 1 >= tokens.size()) return false;
        var next = tokens.get(index + 1);
        if (next instanceof Token.Text || next instanceof Token.Number || next.symbol("(")) return true;
        if (next.word("FROM")) return tokens.word(index - 2, "EXTRACT");
        if (next.word("BETWEEN")) return framed(tokens, index);
        return next.word("ONLY") || next.word("UNBOUNDED") || next.word("CURRENT");
    }

    /// What precedes makes it a keyword: a type after AS, a unit after TO or INTERVAL '…', WITH TIME ZONE.
    private static boolean after(Tokens tokens, int index) {
        if (index == 0) return false;
        var last = tokens.get(index - 1);
        if (last instanceof Token.Text) return tokens.word(index - 2, "INTERVAL");
        if (last instanceof Token.Number || last instanceof Token.Value) return true;
        return last instanceof Token.Word
                && (last.word("AS")
                        || last.word("TO")
                        || last.word("CURRENT")
                        || last.word("FETCH")
                        || last.word("WITH")
                        || last.word("WITHOUT")
                        || last.word("TIME")
                        || last.word("FIRST")
                        || last.word("NEXT"));
    }

    private static boolean framed(Tokens tokens, int index) {
        for (var at = index - 1; at >= 0; at--) {
            if (tokens.symbol(at, ")")) at = tokens.open(at);
            else if (tokens.symbol(at, "(")) return tokens.word(at - 1, "OVER") || tokens.word(at - 1, "AS");
        }
        return false;
    }

    /// Whether the AS at `as` belongs to a CAST and is followed by a type.
    private static boolean cast(Tokens tokens, int as) {
        for (var at = as - 1; at >= 0; at--) {
            if (tokens.symbol(at, ")") || tokens.symbol(at, "]")) at = tokens.open(at);
            else if (tokens.symbol(at, "(")) return tokens.word(at - 1, "CAST") || tokens.word(at - 1, "TRY_CAST");
        }
        return false;
    }
}
