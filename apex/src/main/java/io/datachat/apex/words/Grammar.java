package io.datachat.apex.words;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.time.Almanac;
import io.datachat.apex.time.words.Periods;
import io.datachat.apex.words.Meaning.OfDimension;
import io.datachat.apex.words.Meaning.OfEntity;
import io.datachat.apex.words.Meaning.OfMetric;
import io.datachat.apex.words.Meaning.OfValue;
import java.time.ZonedDateTime;
import java.util.List;

/// Reads a question from left to right, the longest known phrase first. A question is a row of metrics, `by` axes, `top
/// N`, conditions, values, periods, comparisons, orders and fillers. An axis is a grain, or a dimension with or without
/// one; a condition is a dimension, an operator and values with `or` between them.
final class Grammar {
    private final Question question;
    private final Vocabulary vocabulary;
    private final ZonedDateTime asOf;
    private final Almanac almanac;
    private final Draft draft;
    private final Conditions conditions;

    Grammar(Question question, Vocabulary vocabulary, ZonedDateTime asOf, Almanac almanac, Draft draft) {
        this.question = question;
        this.vocabulary = vocabulary;
        this.asOf = asOf;
        this.almanac = almanac;
        this.draft = draft;
        this.conditions = new Conditions(question, vocabulary, draft);
    }

    void read() {
        while (!question.atEnd()) step();
    }

    private void step() {
        if (question.accept(",")) return;
        var known = vocabulary.longest(question.rest(), List.of(OfMetric.class, OfValue.class, OfDimension.class));
        var period = Periods.prefix(question.rest(), asOf, almanac);
        var words = known == null ? 0 : known.words();
        if (period != null && period.words() > words) period(period);
        else if (known != null && period != null && period.words() == words) ambiguousPeriod(known);
        else if (known != null) known(known);
        else if (!clause()) unknown();
    }

    private void period(Periods.Prefix prefix) {
        var words = take(prefix.words());
        switch (prefix.reading()) {
            case Periods.Reading.Understood(var stretch) -> draft.period(words, stretch);
            case Periods.Reading.Refused(var problems) -> problems.forEach(draft::problem);
        }
    }

    private void ambiguousPeriod(Vocabulary.Hit known) {
        var words = take(known.words());
        draft.problem(Problem.of(
                        WordsCode.TWO_READINGS,
                        "'" + words + "' can be a period or "
                                + known.meanings().getFirst().shown() + "; DataChat does not guess")
                .hint("write the period as a date"));
    }

    private String take(int words) {
        var start = question.at();
        for (int i = 0; i < words; i++) question.take();
        return question.since(start);
    }

    /// A phrase of the vocabulary where nothing announced it: a metric, a value, or a dimension with a condition.
    private void known(Vocabulary.Hit hit) {
        var metrics = hit.of(OfMetric.class);
        var values = hit.of(OfValue.class);
        var dimensions = hit.of(OfDimension.class);
        if (!dimensions.isEmpty() && conditions.operatorAfter(hit.words(), dimensions)) {
            conditions.read(hit);
        } else if (!metrics.isEmpty() && !values.isEmpty()) {
            draft.twoReadings(take(hit.words()), hit.meanings());
        } else if (!metrics.isEmpty()) {
            draft.metric(take(hit.words()), metrics);
        } else if (!values.isEmpty() || dimensions.stream().anyMatch(OfDimension::yesOrNo)) {
            conditions.readLoose(hit, false);
        } else {
            var words = take(hit.words());
            draft.problem(
                    WordsCode.MISPLACED,
                    "'" + words + "' is a dimension, but nothing says what to do with it",
                    "write 'by " + words + "' to group by it, or '" + words + " = …' to filter");
        }
    }

    private boolean clause() {
        var start = question.at();
        if (question.accept("over time")) {
            draft.problem(
                    WordsCode.INCOMPLETE,
                    "'over time' does not say how finely",
                    "write 'by day', 'by week' or 'by month'");
            return true;
        }
        if (question.accept(Lexicon.ORDER)) return order();
        if (question.accept(Lexicon.BY)) return axes();
        if (question.accept(Lexicon.TOP)) return top(start, true);
        if (question.accept(Lexicon.BOTTOM)) return top(start, false);
        if (question.accept("limit")) return limit(start);
        if (question.accept("year over year", "year-over-year", "yoy")) return compared(start, Compare.PREVIOUS_YEAR);
        if (question.accept("period over period")) return compared(start, Compare.PREVIOUS_PERIOD);
        if (question.accept(Lexicon.COMPARED)) return comparison(start);
        if (question.accept(Lexicon.NOT)) return negation();
        var adverb = Lexicon.adverb(question.peek().plain());
        if (adverb != null) {
            draft.grain(question.take().written(), adverb);
            return true;
        }
        return question.accept(Lexicon.FILLERS);
    }

    private boolean axes() {
        if (!axis(false)) missingAxis();
        while (true) {
            var before = question.at();
            var again = question.accept(", and by", "and by", ", by", "and per", "then by", "by", "per");
            if (!again && !question.accept(", and", ",", "and")) return true;
            if (axis(!again)) continue;
            question.backTo(before);
            return true;
        }
    }

    /// @param tentative after `and`, where a metric may stand as well
    private boolean axis(boolean tentative) {
        var words = question.peek().written();
        var hit = vocabulary.longest(question.rest(), List.of(OfDimension.class, OfMetric.class));
        var grain = Lexicon.grain(question.peek().plain());
        var dimensions = hit == null ? List.<OfDimension>of() : hit.of(OfDimension.class);
        var metrics = hit == null ? List.<OfMetric>of() : hit.of(OfMetric.class);
        if (grain != null && (hit == null || (hit.words() == 1 && dimensions.isEmpty()))) {
            question.take();
            draft.grain(words, grain);
            return true;
        }
        if (hit == null) return !tentative && entity();
        if (grain != null && hit.words() == 1) {
            draft.problem(
                    WordsCode.TWO_READINGS,
                    "'" + take(1) + "' can be a time grain or "
                            + dimensions.getFirst().shown(),
                    "rename the dimension");
            return true;
        }
        if (dimensions.isEmpty()) return !tentative && byMetric(hit, metrics);
        if (tentative && !metrics.isEmpty()) {
            draft.twoReadings(take(hit.words()), hit.meanings());
            return true;
        }
        var written = take(hit.words());
        var periodFollows = Periods.prefix(question.rest(), asOf, almanac) != null;
        var itsGrain = periodFollows ? null : Lexicon.grain(question.peek().plain());
        if (itsGrain != null) question.take();
        draft.axis(written, dimensions, itsGrain);
        return true;
    }

    /// `top 5 products by revenue`; without `top` a metric is nothing to group by.
    private boolean byMetric(Vocabulary.Hit hit, List<OfMetric> metrics) {
        var words = take(hit.words());
        if (draft.limited()) {
            draft.metric(words, metrics);
            draft.orderBy(metrics.getFirst().id(), draft.topDescending());
        } else {
            draft.problem(
                    WordsCode.MISPLACED,
                    "'" + words + "' is a metric; a metric cannot be grouped by a metric",
                    "name a dimension after 'by', or join metrics with 'and'");
        }
        return true;
    }

    private boolean entity() {
        var hit = vocabulary.longest(question.rest(), List.of(OfEntity.class));
        if (hit == null) return false;
        var entity = hit.of(OfEntity.class).getFirst();
        var choices = vocabulary.dimensionsOf(entity.id());
        draft.problem(Problem.of(
                        WordsCode.MISPLACED,
                        "'" + take(hit.words()) + "' is an entity; name the dimension of it that you mean")
                .choices(choices));
        return true;
    }

    private void missingAxis() {
        if (question.atEnd())
            draft.problem(
                    WordsCode.INCOMPLETE,
                    "'by' is not followed by anything",
                    "name a dimension, or a grain such as month");
        else unknown();
    }

    private boolean top(int start, boolean descending) {
        var count = Lexicon.count(question.peek().plain());
        if (count == 0) {
            draft.problem(
                    WordsCode.INCOMPLETE,
                    "'" + question.since(start) + "' does not say how many",
                    "write for example '" + (descending ? "top" : "bottom") + " 10'");
            return true;
        }
        question.take();
        draft.limit(question.since(start), count);
        draft.orderByFirstMetric(descending);
        var known = vocabulary.longest(question.rest(), List.of(OfDimension.class, OfMetric.class));
        if (known == null || known.of(OfMetric.class).isEmpty()) axis(false);
        return true;
    }

    private boolean limit(int start) {
        var count = Lexicon.count(question.peek().plain());
        if (count == 0) {
            draft.problem(WordsCode.INCOMPLETE, "'limit' is not followed by a number", "write for example 'limit 10'");
            return true;
        }
        question.take();
        draft.limit(question.since(start), count);
        return true;
    }

    /// Metrics from the highest, dimensions and time from the lowest, unless a direction follows.
    private boolean order() {
        var hit = vocabulary.longest(question.rest(), List.of(OfDimension.class, OfMetric.class));
        if (hit == null
                && Lexicon.grain(question.peek().plain()) == null
                && !question.peek().plain().equals("time")) {
            if (question.atEnd())
                draft.problem(WordsCode.INCOMPLETE, "the order is not said", "name a metric or a dimension to sort by");
            else unknown();
            return true;
        }
        var words = take(hit == null ? 1 : hit.words());
        var metrics = hit == null ? List.<OfMetric>of() : hit.of(OfMetric.class);
        var descending = !metrics.isEmpty();
        if (question.accept(Lexicon.DESCENDING)) descending = true;
        else if (question.accept(Lexicon.ASCENDING)) descending = false;
        if (hit == null) draft.orderBy(MetricQuery.TIME, descending);
        else if (metrics.isEmpty()) draft.orderBy(hit.of(OfDimension.class), descending);
        else {
            draft.metric(words, metrics);
            draft.orderBy(metrics.getFirst().id(), descending);
        }
        return true;
    }

    private boolean compared(int start, Compare with) {
        draft.compare(question.since(start), with);
        return true;
    }

    private boolean comparison(int start) {
        if (question.accept(Lexicon.PREVIOUS_PERIOD)) return compared(start, Compare.PREVIOUS_PERIOD);
        if (question.accept(Lexicon.PREVIOUS_YEAR)) return compared(start, Compare.PREVIOUS_YEAR);
        if (vocabulary.longest(question.rest(), List.of(OfMetric.class)) != null) return true;
        var period = Periods.prefix(question.rest(), asOf, almanac);
        if (period != null && period.reading() instanceof Periods.Reading.Understood(var stretch)) {
            draft.compare(take(period.words()), stretch);
            return true;
        }
        draft.problem(
                WordsCode.INCOMPLETE,
                "'" + question.since(start) + "' does not say what to compare with",
                "write 'compared with the previous period' or 'compared with last year'");
        return true;
    }

    private boolean negation() {
        question.accept("the", "a", "an");
        var hit = vocabulary.longest(question.rest(), List.of(OfValue.class, OfDimension.class));
        if (hit != null
                && (!hit.of(OfValue.class).isEmpty()
                        || hit.of(OfDimension.class).stream().anyMatch(OfDimension::yesOrNo)))
            conditions.readLoose(hit, true);
        else if (question.atEnd())
            draft.problem(WordsCode.INCOMPLETE, "nothing follows the 'not'", "name a value to leave out");
        return true;
    }

    private void unknown() {
        if (entity()) return;
        var word = question.take();
        var message = word.quoted()
                ? "nothing says which dimension should be '" + word.written() + "'"
                : "'" + word.written() + "' is not known";
        draft.problem(Problem.of(WordsCode.UNKNOWN_WORD, message)
                .hint("to filter on a value write: dimension = '" + word.written() + "'")
                .choices(vocabulary.nearest(word.written())));
    }
}
