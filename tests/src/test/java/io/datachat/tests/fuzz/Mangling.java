package io.datachat.tests.fuzz;

import io.datachat.tests.world.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Makes other texts of the texts of a corpus, all from one seed: by words of the grammar, by characters, by size.
final class Mangling {
    private static final Pattern WORD = Pattern.compile("\\s+|'[^']*+'|\"[^\"]*\"|[\\p{L}_][\\p{L}\\p{N}_]*+|\\d+|.");
    private static final int LONGEST = 70_000;
    private static final List<String> ODD = List.of(
            "\u0000",
            "\uFEFF",
            "\u202E",
            "\uD83D\uDE00",
            "\uD800",
            "\u00DF",
            "\u0130",
            "\u2028",
            "\t",
            "\r",
            "\n",
            "\\",
            "'",
            "\"",
            "`",
            "$$",
            "$a$",
            "--",
            "/*",
            "*/",
            "{",
            "}",
            "{x}",
            ":x",
            "::",
            ";",
            "\u00A0",
            "e\u0301",
            "1e999",
            "0x1F",
            "-",
            "%",
            "99999999999999999999999999",
            ".",
            "..",
            "&a",
            "*a",
            "!!java.lang.String",
            "<<: *a",
            "|",
            ">",
            "? ",
            "- ",
            ": ",
            "#",
            "null",
            "~",
            "NaN",
            "\u1F468\u200D");
    private static final List<String> WORDS = List.of(
            "SELECT",
            "FROM",
            "WHERE",
            "GROUP BY",
            "HAVING",
            "ORDER BY",
            "LIMIT",
            "OFFSET",
            "WITH x AS (",
            "UNION ALL",
            "EXCEPT",
            "JOIN",
            "LEFT JOIN",
            "FULL JOIN",
            "CROSS JOIN",
            "LATERAL",
            "ON",
            "USING (id)",
            "CASE WHEN",
            "THEN",
            "END",
            "OVER (",
            "PARTITION BY",
            "FILTER (WHERE",
            "DISTINCT ON (",
            "IN (",
            "NOT",
            "AND",
            "OR",
            "NULL",
            "IS NULL",
            "BETWEEN",
            "LIKE",
            "CAST(",
            "AS",
            "INTERVAL '1 month'",
            "DATE '2024-01-01'",
            "TIMESTAMP '2024-13-01'",
            "count(*)",
            "sum(",
            "date_trunc('month',",
            "generate_series(1, 5)",
            "extract(epoch FROM",
            "ARRAY[",
            "ROW(",
            "VALUES (1)",
            "EXISTS (SELECT 1)",
            "ANY(",
            "GROUPING SETS (",
            "ROLLUP(",
            "QUALIFY",
            "percentile_cont(0.5) WITHIN GROUP (ORDER BY",
            "age(",
            "to_char(",
            "x::numeric(40,2)",
            "::date");

    private static final Pattern CLAUSE = Pattern.compile(
            "(?i)SELECT|FROM|WHERE|GROUP|BY|HAVING|ORDER|LIMIT|JOIN|LEFT|INNER|ON|AND|AS|WITH|CASE|WHEN|THEN|ELSE|END|"
                    + "FILTER|DISTINCT|IN|IS|NULL|NOT|BETWEEN|CAST|DATE|INTERVAL|TIMESTAMP|UNION|ALL|OVER");

    private final Corpus corpus;
    private final Dice dice;

    Mangling(Corpus corpus, Dice dice) {
        this.corpus = corpus;
        this.dice = dice;
    }

    /// Half of what is answerable is only changed a little, so that much of it is still read.
    String next() {
        if (!corpus.answerable().isEmpty() && dice.chance(0.5)) {
            var text = dice.pick(corpus.answerable());
            for (var rounds = dice.pick(1, 1, 2, 3); rounds > 0; rounds--) text = alike(text);
            return text;
        }
        var text = dice.pick(corpus.texts());
        for (var rounds = dice.pick(1, 1, 1, 2, 2, 3, 5); rounds > 0; rounds--) text = bounded(once(text));
        return text;
    }

    /// A word for one of its sort: a name for a name, a number for a number.
    private String alike(String text) {
        var words = cut(text);
        var at = dice.between(0, words.size() - 1);
        while (sort(words.get(at)).isEmpty()) at = (at + 1) % words.size();
        var sort = sort(words.get(at));
        var others = cut(dice.chance(0.6) ? text : dice.pick(corpus.answerable())).stream()
                .filter(word -> sort(word).equals(sort))
                .toList();
        if (!others.isEmpty()) words.set(at, dice.pick(others));
        return String.join("", words);
    }

    /// The sort of a word; empty for one that holds a text together.
    private static String sort(String word) {
        if (CLAUSE.matcher(word).matches()) return "";
        var first = word.charAt(0);
        if (Character.isLetter(first) || first == '"') return "name";
        if (Character.isDigit(first)) return "number";
        if (first == '\'') return "text";
        return "+-*/<>=".indexOf(first) >= 0 ? "sign" : "";
    }

    private static String bounded(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private String once(String text) {
        return switch (dice.between(0, 14)) {
            case 0 -> words(text, Change.DROP);
            case 1 -> words(text, Change.DOUBLE);
            case 2 -> words(text, Change.SWAP);
            case 3, 4 -> words(text, Change.REPLACE);
            case 5 -> words(text, Change.INSERT);
            case 6 -> spliced(text, dice.pick(corpus.texts()));
            case 7 -> nested(text);
            case 8 ->
                at(
                        text,
                        String.valueOf(dice.pick("a", "1", "'", "(", " ", "é", "[", "-"))
                                .repeat(dice.pick(50, 900, 9_000, 66_000)));
            case 9, 10 -> at(text, dice.pick(ODD));
            case 11 -> noise(text);
            case 12 -> text.isEmpty() ? text : text.substring(0, dice.between(0, text.length()));
            case 13 -> repeated(text);
            default -> words(text, Change.NUMBER);
        };
    }

    private enum Change {
        DROP,
        DOUBLE,
        SWAP,
        REPLACE,
        INSERT,
        NUMBER
    }

    private List<String> cut(String text) {
        List<String> words = new ArrayList<>();
        var found = WORD.matcher(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        while (found.find()) words.add(found.group());
        return words;
    }

    private String words(String text, Change change) {
        var words = cut(text);
        if (words.isEmpty()) return dice.pick(WORDS);
        var at = dice.between(0, words.size() - 1);
        var other = dice.between(0, words.size() - 1);
        switch (change) {
            case DROP -> words.remove(at);
            case DOUBLE -> words.add(at, words.get(at) + " ");
            case SWAP -> {
                var kept = words.get(at);
                words.set(at, words.get(other));
                words.set(other, kept);
            }
            case REPLACE -> {
                var from = cut(dice.pick(corpus.texts()));
                words.set(at, from.isEmpty() ? "" : dice.pick(from));
            }
            case INSERT -> words.add(at, " " + dice.pick(WORDS) + " ");
            case NUMBER ->
                words.set(
                        at,
                        dice.pick(
                                "0",
                                "-1",
                                "2147483648",
                                "1e400",
                                "00012",
                                "9".repeat(40),
                                "0.".concat("0".repeat(60)).concat("1")));
        }
        return String.join("", words);
    }

    private String spliced(String one, String two) {
        return one.substring(0, dice.between(0, one.length())) + two.substring(dice.between(0, two.length()));
    }

    private String nested(String text) {
        var deep = dice.pick(5, 40, 99, 101, 400, 3_000);
        var pair = dice.pick(
                List.of("(", ")"),
                List.of("SELECT * FROM (", ") q"),
                List.of("NOT (", ")"),
                List.of("[", "]"),
                List.of("{a: ", "}"),
                List.of("- ", ""),
                List.of("CASE WHEN 1 = 1 THEN ", " END"),
                List.of("coalesce(", ", 1)"),
                List.of("-", ""),
                List.of("1 + ", ""),
                List.of("a OR ", ""));
        var inner = dice.chance(0.5) ? text : "SELECT 1";
        return pair.get(0).repeat(deep) + inner + pair.get(1).repeat(deep);
    }

    private String at(String text, String more) {
        var place = dice.between(0, text.length());
        return text.substring(0, place) + more + text.substring(place);
    }

    private String noise(String text) {
        var changed = new StringBuilder(text);
        for (var count = dice.between(1, 12); count > 0 && !changed.isEmpty(); count--)
            changed.setCharAt(dice.between(0, changed.length() - 1), (char)
                    (dice.chance(0.6) ? dice.between(32, 126) : dice.between(0, 0xFFFF)));
        return changed.toString();
    }

    private String repeated(String text) {
        var words = cut(text);
        if (words.isEmpty()) return text;
        var from = dice.between(0, words.size() - 1);
        var to = Math.min(words.size(), from + dice.between(1, 12));
        var part = String.join("", words.subList(from, to));
        return String.join("", words.subList(0, from))
                + part.repeat(Math.min(dice.pick(2, 10, 200, 1_500), 1 + LONGEST / Math.max(1, part.length())))
                + String.join("", words.subList(to, words.size()));
    }
}
