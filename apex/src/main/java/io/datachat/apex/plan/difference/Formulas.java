package io.datachat.apex.plan.difference;

import io.datachat.apex.plan.difference.Change.Kind;
import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.resolve.model.Formula.Arithmetic;
import io.datachat.apex.resolve.model.Formula.Block;
import io.datachat.apex.resolve.model.Formula.Filled;
import io.datachat.apex.resolve.model.Formula.Measured;
import io.datachat.apex.resolve.model.Formula.Ratio;
import io.datachat.apex.resolve.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Formulas of one version in one spelling, and what two of them do differently.
record Formulas(Model model) {
    /// Equal for formulas that compute the same from the same.
    String digest(Formula formula) {
        return spelled(formula, measured -> new Measuring(model, measured.measure()).digest());
    }

    String words(Formula formula) {
        return spelled(formula, measured -> new Measuring(model, measured.measure()).words());
    }

    private static String spelled(Formula formula, Function<Measured, String> leaf) {
        return switch (formula) {
            case Measured measured -> leaf.apply(measured);
            case Ratio(Formula numerator, Formula denominator) ->
                "(" + spelled(numerator, leaf) + ") per (" + spelled(denominator, leaf) + ")";
            case Arithmetic arithmetic ->
                Wording.text(
                        arithmetic.rex(),
                        operand -> "(" + spelled(arithmetic.operands().get(operand), leaf) + ")");
            case Filled filled -> spelled(filled.of(), leaf) + ", " + filling(filled);
            case Block block -> "template " + template(block);
        };
    }

    List<Change> changes(Formula old, Formulas others, Formula now) {
        List<Change> changes = new ArrayList<>();
        collect(changes, "", old, others, now);
        if (changes.isEmpty() && !digest(old).equals(others.digest(now)))
            changes.add(new Change(Kind.MEASURE, "", words(old), others.words(now)));
        return changes;
    }

    /// Parts are compared one by one while both formulas have the same parts.
    private void collect(List<Change> changes, String what, Formula old, Formulas others, Formula now) {
        if (digest(old).equals(others.digest(now))) return;
        switch (old) {
            case Measured(var was)
            when now instanceof Measured(var is) ->
                changes.addAll(new Measuring(model, was).changes(new Measuring(others.model, is), what));
            case Ratio(Formula above, Formula below)
            when now instanceof Ratio(Formula aboveNow, Formula belowNow) -> {
                collect(changes, part(what, "numerator"), above, others, aboveNow);
                collect(changes, part(what, "denominator"), below, others, belowNow);
            }
            case Arithmetic was
            when now instanceof Arithmetic is && is.rex().equals(was.rex()) -> {
                for (int i = 0; i < was.operands().size(); i++)
                    collect(
                            changes,
                            was.operands().size() == 1 ? what : part(what, "part " + (i + 1)),
                            was.operands().get(i),
                            others,
                            is.operands().get(i));
            }
            case Filled was
            when now instanceof Filled is -> {
                if (!filling(was).equals(filling(is)))
                    changes.add(new Change(Kind.MEASURE, what, filling(was), filling(is)));
                collect(changes, what, was.of(), others, is.of());
            }
            case Filled was
            when digest(was.of()).equals(others.digest(now)) ->
                changes.add(new Change(Kind.MEASURE, what, filling(was), ""));
            case Formula _
            when now instanceof Filled is && digest(old).equals(others.digest(is.of())) ->
                changes.add(new Change(Kind.MEASURE, what, "", filling(is)));
            case Formula _ -> changes.add(new Change(Kind.MEASURE, what, words(old), others.words(now)));
        }
    }

    private static String part(String what, String part) {
        return what.isEmpty() ? part : what + ", " + part;
    }

    private static String filling(Filled filled) {
        var value = filled.value() == null
                ? ""
                : filled.value().stripTrailingZeros().toPlainString() + " where there would be none";
        if (!filled.gaps()) return value;
        return value.isEmpty() ? "buckets without rows are shown" : value + ", in buckets without rows as well";
    }

    /// A template that runs as its own block is known by its text alone; layout does not count.
    private static String template(Block block) {
        var written = block.template();
        var variants = written.backendVariants().stream()
                .map(variant -> variant.backend() + " " + plain(variant.sql()))
                .toList();
        return plain(written.sqlTemplate()) + " in " + block.database()
                + (variants.isEmpty() ? "" : ", by backend " + variants)
                + (written.parameters().isEmpty() ? "" : " with " + written.parameters());
    }

    private static String plain(String sql) {
        return "'" + sql.strip().replaceAll("\\s+", " ") + "'";
    }
}
