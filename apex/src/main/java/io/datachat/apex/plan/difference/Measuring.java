package io.datachat.apex.plan.difference;

import io.datachat.apex.plan.difference.Change.Kind;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.BoundMeasure;
import io.datachat.apex.resolve.model.Lens;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.time.Amount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One measure of one version, taken apart into what can change. Two measures whose facets are equal are planned as the
/// same aggregate block, whatever their names.
final class Measuring {
    private final BoundMeasure measure;
    private final Wording exact;
    private final Wording plain;

    Measuring(Model model, BoundMeasure measure) {
        this.measure = measure;
        this.exact = new Wording(model, measure.entity(), true);
        this.plain = new Wording(model, measure.entity(), false);
    }

    /// @param plain as a person says it; empty when there is nothing to say
    /// @param exact tells apart what a person may call the same: two ways to join one table
    private record Facet(Kind kind, String plain, String exact) {
        static Facet of(Kind kind, String text) {
            return new Facet(kind, text, text);
        }
    }

    /// Always as many, in one order.
    private List<Facet> facets() {
        var key = measure.entity().rowKey();
        return List.of(
                Facet.of(Kind.GRAIN, "rows of " + table()),
                Facet.of(Kind.GRAIN, key.isEmpty() ? "" : "one row per " + String.join(", ", key)),
                new Facet(Kind.MEASURE, statistic(plain), statistic(exact)),
                new Facet(Kind.TIME, time(plain), time(exact)),
                new Facet(Kind.MEASURE, snapshot(plain), snapshot(exact)),
                Facet.of(Kind.MEASURE, view(measure.lens())),
                new Facet(Kind.MEASURE, conversion(plain), conversion(exact)));
    }

    private Stream<Measuring> converted() {
        var conversion = measure.conversion();
        return conversion == null ? Stream.of() : Stream.of(new Measuring(exact.model(), conversion.to()));
    }

    /// Equal for measures that aggregate the same.
    String digest() {
        return facets().stream().map(Facet::exact).collect(Collectors.joining("; ")) + " where "
                + exact.conditions(measure.filters())
                + converted().map(Measuring::digest).toList();
    }

    /// `sum(amount) of shop.orders where status <> 'refunded'`.
    String words() {
        var filters = plain.conditions(measure.filters());
        return statistic(plain) + " of " + table()
                + (filters.isEmpty() ? "" : " where " + String.join(" and ", filters))
                + Stream.of(view(measure.lens()), snapshot(plain))
                        .filter(text -> !text.isEmpty())
                        .map(text -> ", " + text)
                        .collect(Collectors.joining())
                + converted().map(into -> ", turned into " + into.words()).collect(Collectors.joining());
    }

    /// @param what which part of the metric it is, empty for the whole
    List<Change> changes(Measuring now, String what) {
        List<Change> changes = new ArrayList<>();
        var before = facets();
        var after = now.facets();
        // Over another table every column is another; that is said once.
        var sameTable = table().equals(now.table());
        for (int i = 0; i < before.size(); i++) {
            var was = before.get(i);
            var is = after.get(i);
            if (!was.plain.equals(is.plain)) changes.add(new Change(was.kind, what, was.plain, is.plain));
            else if (!was.exact.equals(is.exact) && sameTable)
                changes.add(new Change(Kind.GRAIN, what, was.exact, is.exact));
        }
        filters(changes, now, what, sameTable);
        var into = converted().toList();
        var intoNow = now.converted().toList();
        if (!into.isEmpty() && !intoNow.isEmpty())
            changes.addAll(into.getFirst()
                    .changes(
                            intoNow.getFirst(), what.isEmpty() ? "what it turns into" : what + ", what it turns into"));
        return changes;
    }

    private void filters(List<Change> changes, Measuring now, String what, boolean sameTable) {
        var before = exact.conditions(measure.filters());
        var after = now.exact.conditions(now.measure.filters());
        if (before.equals(after)) return;
        var was = plain.conditions(measure.filters());
        var is = now.plain.conditions(now.measure.filters());
        if (was.equals(is)) {
            if (sameTable)
                changes.add(new Change(Kind.GRAIN, what, String.join(" and ", before), String.join(" and ", after)));
            return;
        }
        for (var gone : was) if (!is.contains(gone)) changes.add(new Change(Kind.FILTER, what, gone, ""));
        for (var added : is) if (!was.contains(added)) changes.add(new Change(Kind.FILTER, what, "", added));
    }

    private String table() {
        return measure.entity().database() + "." + measure.entity().table().name();
    }

    private String statistic(Wording wording) {
        var statistic = measure.statistic();
        var argument = measure.argument() == null ? "*" : wording.of(measure.argument());
        var fraction = statistic.fraction() == null
                ? ""
                : " at " + statistic.fraction().stripTrailingZeros().toPlainString();
        return (statistic.approximate() ? "approximate " : "")
                + (statistic.discrete() ? "discrete " : "")
                + word(statistic.aggregation()) + "(" + argument + ")" + fraction
                + (statistic.nullWithoutRows() ? ", null without rows" : "");
    }

    private String time(Wording wording) {
        var time = measure.time();
        if (time == null) return "";
        var zone = measure.entity().zone();
        return wording.of(time)
                + (time.type().equals(io.datachat.apex.catalog.DataType.Simple.TIMESTAMP) ? " in " + zone : "");
    }

    private String snapshot(Wording wording) {
        var snapshot = measure.snapshot();
        if (snapshot == null) return "";
        var per = sorted(snapshot.per(), wording);
        return "only at the " + word(snapshot.take()) + " " + wording.of(snapshot.time())
                + (per.isEmpty() ? "" : " of each " + String.join(", ", per));
    }

    private static List<String> sorted(List<BoundExpression> expressions, Wording wording) {
        return expressions.stream().map(wording::of).sorted().toList();
    }

    private String conversion(Wording wording) {
        var conversion = measure.conversion();
        if (conversion == null) return "";
        var to = new Wording(wording.model(), conversion.to().entity(), wording.exact());
        var pairs = conversion.on().stream()
                .map(pair -> wording.of(pair.opportunity()) + " = " + to.of(pair.conversion()))
                .sorted()
                .collect(Collectors.joining(" and "));
        return "turned into another by " + pairs
                + (conversion.window() == null ? "" : " within " + amount(conversion.window()));
    }

    private static String view(Lens lens) {
        List<String> views = new ArrayList<>();
        for (var move : lens.moves())
            views.add(
                    switch (move) {
                        case Lens.Move.Back(Amount by) -> amount(by) + " before";
                        case Lens.Move.BackPeriods(int count, String period) -> count + " " + period + "s before";
                        case Lens.Move.StartOf(var grain) -> "at the start of the " + grain.word();
                    });
        switch (lens.reach()) {
            case Lens.Reach.Same _ -> {}
            case Lens.Reach.Trailing(Amount window) -> views.add("of the last " + amount(window));
            case Lens.Reach.Since(var grain) -> views.add("since the start of the " + grain.word());
            case Lens.Reach.Always _ -> views.add("all up to each moment");
        }
        if (lens.accumulates()) views.add("the " + word(lens.value()) + " of each bucket");
        return String.join(", ", views);
    }

    private static String amount(Amount amount) {
        if (amount.months() != 0) return amount.months() + " months";
        var length = amount.length();
        if (amount.wholeDays()) return length.toDays() + " days";
        return length.equals(Duration.ofHours(length.toHours())) ? length.toHours() + " hours" : length.toString();
    }

    private static String word(@Nullable Enum<?> constant) {
        return constant == null ? "" : constant.name().toLowerCase(Locale.ROOT);
    }
}
