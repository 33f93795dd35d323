package io.datachat.apex.words;

import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.time.Grain;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The small words of the grammar. What is not here, not in the library and not a period is unknown.
final class Lexicon {
    private Lexicon() {}

    /// They say nothing about what is asked.
    static final List<String> FILLERS = List.of(
            "show me",
            "show",
            "give me",
            "tell me",
            "what is",
            "what are",
            "what was",
            "what were",
            "how many",
            "how much",
            "what",
            "which",
            "please",
            "list",
            "get",
            "compute",
            "calculate",
            "me",
            "i",
            "want",
            "need",
            "to see",
            "see",
            "the",
            "a",
            "an",
            "of",
            "our",
            "we",
            "did",
            "do",
            "does",
            "have",
            "had",
            "has",
            "is",
            "are",
            "was",
            "were",
            "there",
            "make",
            "made",
            "total",
            "for",
            "in",
            "from",
            "on",
            "at",
            "via",
            "with",
            "where",
            "when",
            "whose",
            "only",
            "through",
            "and",
            "also",
            "split",
            "broken down",
            "grouped",
            "come",
            "came",
            "that",
            "!");

    static final List<String> BY = List.of("for each", "for every", "by", "per", "each", "every", "across");
    static final List<String> NOT = List.of(
            "but not", "not in", "not from", "not", "excluding", "except for", "except", "without", "other than");
    static final List<String> TOP = List.of("top", "best", "highest", "largest", "biggest");
    static final List<String> BOTTOM = List.of("bottom", "worst", "lowest", "smallest");
    static final List<String> ORDER = List.of("order by", "ordered by", "sort by", "sorted by", "ranked by", "rank by");
    static final List<String> DESCENDING =
            List.of("descending", "desc", "highest first", "largest first", "latest first");
    static final List<String> ASCENDING = List.of("ascending", "asc", "lowest first", "smallest first", "oldest first");
    static final List<String> COMPARED = List.of(
            "compared with",
            "compared to",
            "in comparison with",
            "in comparison to",
            "compare with",
            "compare to",
            "versus",
            "vs",
            "against");
    static final List<String> PREVIOUS_PERIOD = List.of(
            "the previous period",
            "previous period",
            "the prior period",
            "prior period",
            "the period before",
            "the preceding period",
            "period over period");
    static final List<String> PREVIOUS_YEAR = List.of(
            "the same period last year",
            "same period last year",
            "the same period a year ago",
            "the previous year",
            "previous year",
            "the prior year",
            "prior year",
            "the year before",
            "last year",
            "a year ago",
            "year over year",
            "year-over-year",
            "yoy");

    private static final List<String> NUMBERS =
            List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
    private static final Map<String, Grain> ADVERBS = Map.of(
            "hourly",
            Grain.HOUR,
            "daily",
            Grain.DAY,
            "weekly",
            Grain.WEEK,
            "monthly",
            Grain.MONTH,
            "quarterly",
            Grain.QUARTER,
            "yearly",
            Grain.YEAR,
            "annually",
            Grain.YEAR);

    /// An operator and what it may be written as, longer ones first.
    record Operator(String phrase, Op op) {}

    static final List<Operator> OPERATORS = List.of(
            new Operator("is not empty", Op.NOT_NULL),
            new Operator("is known", Op.NOT_NULL),
            new Operator("is empty", Op.IS_NULL),
            new Operator("is missing", Op.IS_NULL),
            new Operator("is not", Op.NE),
            new Operator("!=", Op.NE),
            new Operator("<>", Op.NE),
            new Operator("is at least", Op.GTE),
            new Operator("at least", Op.GTE),
            new Operator(">=", Op.GTE),
            new Operator("is at most", Op.LTE),
            new Operator("at most", Op.LTE),
            new Operator("<=", Op.LTE),
            new Operator("is more than", Op.GT),
            new Operator("more than", Op.GT),
            new Operator("is over", Op.GT),
            new Operator("over", Op.GT),
            new Operator("above", Op.GT),
            new Operator(">", Op.GT),
            new Operator("is less than", Op.LT),
            new Operator("less than", Op.LT),
            new Operator("is under", Op.LT),
            new Operator("under", Op.LT),
            new Operator("below", Op.LT),
            new Operator("<", Op.LT),
            new Operator("is between", Op.BETWEEN),
            new Operator("between", Op.BETWEEN),
            new Operator("contains", Op.CONTAINS),
            new Operator("containing", Op.CONTAINS),
            new Operator("starts with", Op.STARTS_WITH),
            new Operator("starting with", Op.STARTS_WITH),
            new Operator("is one of", Op.IN),
            new Operator("not in", Op.NOT_IN),
            new Operator("in", Op.IN),
            new Operator("equals", Op.EQ),
            new Operator("==", Op.EQ),
            new Operator("=", Op.EQ),
            new Operator("is", Op.EQ),
            new Operator("are", Op.EQ));

    /// `day`, `months`; `date` is a day.
    static @Nullable Grain grain(String word) {
        if (word.equals("date")) return Grain.DAY;
        for (var grain : Grain.values()) if (word.equals(grain.word()) || word.equals(grain.word() + "s")) return grain;
        return null;
    }

    static @Nullable Grain adverb(String word) {
        return ADVERBS.get(word);
    }

    /// 1 to 9999 in digits, or a small number in words; 0 when it is neither.
    static int count(String word) {
        return word.matches("[1-9]\\d{0,3}") ? Integer.parseInt(word) : NUMBERS.indexOf(word) + 1;
    }
}
