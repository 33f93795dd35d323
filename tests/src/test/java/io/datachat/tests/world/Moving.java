package io.datachat.tests.world;

import io.datachat.tests.world.World.Link;
import io.datachat.tests.world.World.Metric;
import io.datachat.tests.world.World.Thing;
import java.util.ArrayList;
import java.util.List;

/// Draws metrics that look at other moments, at snapshots, ranks and conversions, and what is made of them.
final class Moving {
    private final Dice dice;
    private final List<Thing> things;
    private final List<Metric> metrics;
    private final List<Metric> added = new ArrayList<>();
    private int number;

    /// @param metrics of the world so far
    Moving(Dice dice, List<Thing> things, List<Metric> metrics) {
        this.dice = dice;
        this.things = things;
        this.metrics = metrics;
    }

    List<Metric> draw() {
        var facts = things.stream().filter(thing -> thing.fact).toList();
        var timed = facts.stream().filter(thing -> thing.time != null).toList();
        var ranked = dice.pick(facts);
        add("rank", ranked, rank(ranked));
        if (timed.isEmpty()) return added;
        for (var count = 0; count < 2; count++) {
            var fact = dice.pick(timed);
            add("snapshot", fact, snapshot(fact));
        }
        var plain = metrics.stream()
                .filter(Metric::number)
                .filter(metric -> timed.stream().anyMatch(thing -> thing.id.equals(metric.entity())))
                .toList();
        for (var count = 0; count < 3; count++) add("moving_sum", null, cumulative(dice.pick(plain)));
        for (var count = 0; count < 2; count++) add("moving_input", null, input(dice.pick(plain)));
        var moving = added.stream()
                .filter(metric -> metric.id().startsWith("moving_sum"))
                .toList();
        add("moving_nested", null, input(dice.pick(moving)));
        add("moving_filtered", null, filtered(dice.pick(moving)));
        add("moving_ratio", null, ratio(dice.pick(moving), dice.pick(plain)));
        add(
                "moving_snapshot",
                null,
                input(dice.pick(added.stream()
                        .filter(metric -> metric.id().startsWith("snapshot"))
                        .toList())));
        for (var count = dice.pick(0, 1, 2, 2); count > 0; count--) conversion(timed);
        twins(plain);
        filled(plain);
        return added;
    }

    private void add(String name, @org.jspecify.annotations.Nullable Thing thing, List<String> execution) {
        added.add(new Metric(name + "_" + ++number, execution, thing == null ? null : thing.id, true));
    }

    private List<String> rank(Thing fact) {
        var lines = new ArrayList<>(List.of("entity: " + fact.id));
        if (dice.chance(0.4)) lines.add("aggregation: median");
        else {
            lines.add("aggregation: percentile");
            lines.add("percentile: " + dice.pick("0", "0.1", "0.5", "0.9", "0.95", "1"));
        }
        if (dice.chance(0.5)) lines.add("discrete: true");
        lines.add("expression: " + dice.pick("amount", "quantity", "quantity", "amount * quantity"));
        return lines;
    }

    private List<String> snapshot(Thing fact) {
        var lines = new ArrayList<>(List.of("entity: " + fact.id));
        lines.add("aggregation: " + dice.pick("sum", "sum", "avg", "count_distinct", "max"));
        lines.add("expression: " + dice.pick("amount", "quantity"));
        if (dice.chance(0.3)) lines.add("filters: [" + WorldYaml.quoted(new Predicates(dice, fact).predicate()) + "]");
        lines.add("snapshot:");
        lines.add("  take: " + dice.pick("first", "last", "last"));
        if (dice.chance(0.4)) lines.add("  per: [kind]");
        return lines;
    }

    private List<String> cumulative(Metric of) {
        var lines = new ArrayList<>(List.of("cumulative: " + of.id()));
        switch (dice.between(0, 3)) {
            case 0 -> lines.add("window: " + dice.pick("7 days", "1 month", "31 days", "1 day", "2 weeks", "36 hours"));
            case 1 ->
                lines.add("to_date: " + dice.pick("week", "month", "quarter", "year", "fiscal_quarter", "fiscal_year"));
            case 2 -> lines.add("window: " + dice.pick("10 days", "1 quarter"));
            default -> {}
        }
        if (dice.chance(0.5)) lines.add("bucket_value: " + dice.pick("first", "last", "average"));
        return lines;
    }

    private List<String> input(Metric of) {
        var lines = new ArrayList<String>();
        lines.add("derived: "
                + dice.pick("now - before", "before", "coalesce(before, 0) - coalesce(now, 0)", "now / before"));
        lines.add("inputs:");
        lines.add("  now: {metric: " + of.id() + "}");
        lines.add("  before: {metric: " + of.id() + ", "
                + (dice.chance(0.75)
                        ? "offset: "
                                + dice.pick("1 month", "1 month", "29 days", "1 week", "1 day", "1 year", "30 hours")
                        : "start_of: " + dice.pick("month", "week", "year", "day", "fiscal_year"))
                + "}");
        return lines;
    }

    /// Two of one kind over measures of one entity, beside each other: each looks at its own moments.
    private void twins(List<Metric> plain) {
        var one = dice.pick(plain);
        var same = plain.stream()
                .filter(metric -> java.util.Objects.equals(metric.entity(), one.entity()))
                .toList();
        var filtered = same.stream()
                .filter(metric -> metric.execution().contains("filters:"))
                .toList();
        var two = dice.pick(filtered.isEmpty() ? same : filtered);
        var how = cumulative(one);
        var lines = new ArrayList<>(how);
        lines.set(0, "cumulative: " + two.id());
        add("moving_twin", null, how);
        add("moving_twin", null, lines);
        var twins = added.subList(added.size() - 2, added.size());
        add("moving_ratio", null, ratio(twins.getFirst(), twins.getLast()));
    }

    private List<String> filtered(Metric of) {
        return List.of("metric: " + of.id(), "filters: [\"quantity > 0\"]");
    }

    private static List<String> ratio(Metric one, Metric two) {
        return List.of("ratio:", "  numerator: " + one.id(), "  denominator: " + two.id());
    }

    private void conversion(List<Thing> timed) {
        var from = dice.pick(timed);
        var to = dice.pick(timed);
        var on = new ArrayList<String>();
        for (Link one : from.links)
            for (Link two : to.links)
                if (one.to() == two.to() && !one.oneToOne() && !two.oneToOne())
                    on.add(one.columns().getFirst() + ": " + two.columns().getFirst());
        on.add("kind: kind");
        var lines = new ArrayList<String>();
        lines.add("conversion:");
        lines.add("  from: " + from.id + "_count");
        lines.add("  to: " + to.id + dice.pick("_count", "_amount"));
        lines.add("  on: {" + dice.pick(on) + "}");
        if (dice.chance(0.6)) lines.add("  window: " + dice.pick("7 days", "1 month", "90 days", "5 hours"));
        lines.add("  value: " + dice.pick("rate", "count"));
        add("conversion", null, lines);
    }

    private void filled(List<Metric> plain) {
        var of = dice.pick(plain);
        added.add(new Metric(
                "filled_" + ++number,
                List.of("derived: " + of.id()),
                null,
                true,
                "{value: " + dice.pick("0", "7") + ", gaps: " + dice.chance(0.5) + "}"));
    }
}
