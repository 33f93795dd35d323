package io.datachat.apex.words;

import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.words.Meaning.OfDimension;
import io.datachat.apex.words.Meaning.OfValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Filters: `region = 'West' or 'East'`, `quantity at least 3`, and labelled values by themselves.
final class Conditions {
    /// Between a yes-or-no dimension and a period these are no operators: `discounted in 2024`.
    private static final Set<String> NOT_FOR_YES_OR_NO =
            Set.of("in", "over", "under", "between", "at least", "at most", "above", "below");

    private final Question question;
    private final Vocabulary vocabulary;
    private final Draft draft;

    Conditions(Question question, Vocabulary vocabulary, Draft draft) {
        this.question = question;
        this.vocabulary = vocabulary;
        this.draft = draft;
    }

    /// Whether an operator, or a value of the same dimension, stands behind so many words.
    boolean operatorAfter(int words, List<OfDimension> dimensions) {
        var start = question.at();
        question.backTo(start + words);
        var found = operator(dimensions) != null || labelled(dimensions) != null;
        question.backTo(start);
        return found;
    }

    private Lexicon.@Nullable Operator operator(List<OfDimension> dimensions) {
        var yesOrNo = dimensions.stream().anyMatch(OfDimension::yesOrNo);
        for (var operator : Lexicon.OPERATORS) {
            if (yesOrNo && NOT_FOR_YES_OR_NO.contains(operator.phrase())) continue;
            if (question.accept(operator.phrase())) return operator;
        }
        return null;
    }

    private @Nullable OfValue labelled(List<OfDimension> dimensions) {
        var hit = vocabulary.longest(question.rest(), List.of(OfValue.class));
        if (hit == null) return null;
        return hit.of(OfValue.class).stream()
                .filter(value -> dimensions.contains(value.dimension()))
                .findFirst()
                .orElse(null);
    }

    /// Reads `dimension operator value …` from its first word on.
    void read(Vocabulary.Hit hit) {
        var start = question.at();
        question.backTo(start + hit.words());
        var dimensions = hit.of(OfDimension.class);
        var operator = operator(dimensions);
        var op = operator == null ? Op.EQ : operator.op();
        var values = switch (op) {
            case IS_NULL, NOT_NULL -> List.of();
            case BETWEEN -> two(dimensions);
            case EQ, NE, IN, NOT_IN -> several(dimensions, op == Op.IN || op == Op.NOT_IN);
            case LT, LTE, GT, GTE, CONTAINS, STARTS_WITH -> one(dimensions);
        };
        var words = question.since(start);
        var missing =
                (op == Op.BETWEEN && values.size() < 2) || (values.isEmpty() && op != Op.IS_NULL && op != Op.NOT_NULL);
        if (missing)
            draft.problem(
                    WordsCode.INCOMPLETE,
                    "the condition '" + words + "' is not complete",
                    "write for example: dimension = 'value'");
        else draft.condition(words, dimensions, sized(op, values.size()), values);
    }

    private static Op sized(Op op, int values) {
        return switch (op) {
            case EQ, IN -> values == 1 ? Op.EQ : Op.IN;
            case NE, NOT_IN -> values == 1 ? Op.NE : Op.NOT_IN;
            case LT, LTE, GT, GTE, BETWEEN, IS_NULL, NOT_NULL, CONTAINS, STARTS_WITH -> op;
        };
    }

    private List<Object> one(List<OfDimension> dimensions) {
        var value = value(dimensions);
        return value == null ? List.of() : List.of(value);
    }

    private List<Object> two(List<OfDimension> dimensions) {
        var values = new ArrayList<Object>(one(dimensions));
        if (question.accept("and", "to")) values.addAll(one(dimensions));
        return values;
    }

    /// After `or` comes a further value; after a comma or `and` only if it is quoted, labelled or the list was
    /// announced by `in`.
    private List<Object> several(List<OfDimension> dimensions, boolean list) {
        var values = new ArrayList<Object>(one(dimensions));
        while (!values.isEmpty()) {
            var before = question.at();
            var or = question.accept(", or", "or", "nor");
            if (!or && !question.accept(", and", ",", "and")) break;
            var sure = or || list || question.peek().quoted() || labelled(dimensions) != null;
            var value = sure ? value(dimensions) : null;
            if (value == null) {
                question.backTo(before);
                break;
            }
            values.add(value);
        }
        return values;
    }

    private @Nullable Object value(List<OfDimension> dimensions) {
        var label = labelled(dimensions);
        if (label != null) {
            var hit = vocabulary.longest(question.rest(), List.of(OfValue.class));
            for (int i = 0; hit != null && i < hit.words(); i++) question.take();
            return label.value();
        }
        var word = question.peek();
        if (word.quoted()) return question.take().written();
        if (word.plain().isEmpty()
                || Lexicon.BY.contains(word.plain())
                || word.plain().equals(",")) return null;
        question.take();
        if (word.plain().matches("-?\\d{1,18}")) return Long.valueOf(word.plain());
        if (word.plain().matches("-?\\d{1,30}\\.\\d{1,30}")) return new BigDecimal(word.plain());
        if (word.plain().equals("true") || word.plain().equals("yes")) return true;
        if (word.plain().equals("false") || word.plain().equals("no")) return false;
        var labels = vocabulary.labelsOf(dimensions);
        if (!labels.isEmpty())
            draft.problem(Problem.of(
                            WordsCode.UNKNOWN_WORD,
                            "'" + word.written() + "' is not a known value of "
                                    + dimensions.getFirst().path())
                    .hint("quote it to use it as it is: '" + word.written() + "'")
                    .choices(Nearest.of(word.written(), labels, 3)));
        return word.written();
    }

    /// A labelled value, or a yes-or-no dimension, that says its condition by itself; further values of the same
    /// kind may follow.
    void readLoose(Vocabulary.Hit first, boolean not) {
        var hit = first;
        while (true) {
            var start = question.at();
            for (int i = 0; i < hit.words(); i++) question.take();
            var words = question.since(start);
            var values = hit.of(OfValue.class);
            if (values.isEmpty()) {
                draft.condition(words, hit.of(OfDimension.class), Op.EQ, List.of(!not));
                return;
            }
            var stored = values.stream().map(OfValue::value).distinct().toList();
            if (stored.size() > 1) draft.twoReadings(words, values);
            draft.looseCondition(words, values.stream().map(OfValue::dimension).toList(), not, stored.getFirst());
            var before = question.at();
            if (!question.accept(", or", ", and", "or", ",", "and", "nor")) return;
            var next = vocabulary.longest(
                    question.rest(), List.of(OfValue.class, OfDimension.class, Meaning.OfMetric.class));
            if (next == null || next.of(OfValue.class).size() < next.meanings().size()) {
                question.backTo(before);
                return;
            }
            hit = next;
        }
    }
}
