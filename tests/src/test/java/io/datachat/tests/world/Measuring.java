package io.datachat.tests.world;

import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Execution.Aggregation;
import io.datachat.tests.world.World.Column;
import io.datachat.tests.world.World.Kind;
import io.datachat.tests.world.World.Metric;
import io.datachat.tests.world.World.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Draws metrics of every kind over the entities of a world.
final class Measuring {
    private final Dice dice;
    private final List<Metric> metrics = new ArrayList<>();
    final Map<String, Execution.Measure> opened = new HashMap<>();

    Measuring(Dice dice) {
        this.dice = dice;
    }

    List<Metric> draw(List<Thing> things) {
        var facts = things.stream().filter(thing -> thing.fact).toList();
        for (var fact : facts) {
            metrics.add(measure(fact.id + "_count", fact, Aggregation.COUNT, null, true));
            metrics.add(measure(fact.id + "_amount", fact, Aggregation.SUM, "amount", true));
            for (var number = 1; number <= 5; number++) metrics.add(any(fact.id + "_m" + number, fact));
            if (dice.chance(0.5)) metrics.add(template(fact.id + "_template", fact));
        }
        var lookup = dice.pick(things.stream()
                .filter(thing -> !thing.history && !thing.of(Kind.INTEGER).isEmpty() && !thing.calendar)
                .toList());
        if (!lookup.fact) metrics.add(any(lookup.id + "_measure", lookup));
        var numbers = new ArrayList<>(metrics.stream().filter(Metric::number).toList());
        for (var number = 1; number <= 3; number++) numbers.add(keep(filtered("filtered_" + number, things, numbers)));
        for (var number = 1; number <= 2; number++) {
            var numerator = dice.pick(numbers);
            numbers.add(keep(new Metric(
                    "ratio_" + number,
                    List.of(
                            "ratio:",
                            "  numerator: " + numerator.id(),
                            "  denominator: " + other(numbers, numerator).id()),
                    null,
                    true)));
        }
        for (var number = 1; number <= 3; number++) numbers.add(keep(derived("derived_" + number, numbers)));
        return metrics;
    }

    private Metric keep(Metric metric) {
        metrics.add(metric);
        return metric;
    }

    private Metric any(String id, Thing thing) {
        var expressions = new Predicates(dice, thing);
        return switch (dice.between(0, 6)) {
            case 0 -> measure(id, thing, Aggregation.COUNT, expressions.column(), true);
            case 1 -> measure(id, thing, Aggregation.COUNT_DISTINCT, expressions.column(), true);
            case 2 -> measure(id, thing, Aggregation.AVG, expressions.number(), true);
            case 3 -> extreme(id, thing, expressions);
            default -> measure(id, thing, Aggregation.SUM, expressions.number(), true);
        };
    }

    private Metric extreme(String id, Thing thing, Predicates expressions) {
        var aggregation = dice.pick(Aggregation.MIN, Aggregation.MAX);
        var other = thing.of(Kind.DATE, Kind.TEXT, Kind.TIMESTAMP);
        if (other.isEmpty() || dice.chance(0.6)) return measure(id, thing, aggregation, expressions.number(), true);
        return measure(id, thing, aggregation, Predicates.name(dice.pick(other).name()), false);
    }

    private Metric measure(
            String id, Thing thing, Aggregation aggregation, @Nullable String expression, boolean number) {
        var lines = new ArrayList<String>();
        lines.add("entity: " + thing.id);
        lines.add("aggregation: " + aggregation.name().toLowerCase(Locale.ROOT));
        if (expression != null) lines.add("expression: " + WorldYaml.quoted(expression));
        if ((aggregation == Aggregation.COUNT || aggregation == Aggregation.COUNT_DISTINCT)
                && expression != null
                && dice.chance(0.4)) lines.add("null_without_rows: true");
        if (dice.chance(0.35) && !id.endsWith("_count")) {
            lines.add("filters:");
            for (var count = dice.between(1, 2); count > 0; count--) {
                lines.add("  - " + WorldYaml.quoted(new Predicates(dice, thing).predicate()));
            }
        }
        var other = thing.columns.stream()
                .filter(column -> column.kind() == Kind.DATE)
                .map(Column::name)
                .toList();
        if (!other.isEmpty() && dice.chance(0.15)) lines.add("time: " + dice.pick(other));
        return new Metric(id, lines, thing.id, number);
    }

    /// One aggregate over one table or a left join, with a typed parameter: it is the measure noted beside it.
    private Metric template(String id, Thing thing) {
        var low = dice.between(-2, 4);
        var links = thing.links.stream()
                .filter(link -> !link.declaredByTarget()
                        && link.to() != thing
                        && !link.columns().getFirst().contains(".")
                        && !link.to().history
                        && link.to().key.equals(List.of("id")))
                .toList();
        var filters = new ArrayList<String>();
        var sql = new StringBuilder("SELECT SUM(f.amount) AS value FROM " + Predicates.name(thing.table) + " f");
        if (!links.isEmpty() && dice.chance(0.6)) {
            var link = dice.pick(links);
            var target = link.to();
            sql.append(" LEFT JOIN ").append(target.table).append(" d ON ");
            sql.append("f.").append(link.columns().getFirst()).append(" = d.").append(target.key.getFirst());
            sql.append(" WHERE d.").append(dice.chance(0.5) ? target.key.getFirst() + " IS NOT NULL" : "id > 1");
            filters.add(sql.toString().endsWith("NULL") ? link.role() + ".id IS NOT NULL" : link.role() + ".id > 1");
            sql.append(" AND f.quantity >= {low}");
        } else {
            sql.append(" WHERE f.quantity >= {low}");
        }
        filters.add("quantity >= " + low);
        opened.put(id, Execution.Measure.plain(thing.id, Aggregation.SUM, "amount", filters, null));
        return new Metric(
                id,
                List.of(
                        "sql_template: " + WorldYaml.quoted(sql.toString()),
                        "parameters:",
                        "  - name: low",
                        "    type: int",
                        "    default: " + low),
                thing.id,
                true);
    }

    private Metric filtered(String id, List<Thing> things, List<Metric> numbers) {
        var base = dice.pick(
                numbers.stream().filter(metric -> metric.entity() != null).toList());
        var thing = things.stream()
                .filter(one -> one.id.equals(base.entity()))
                .findFirst()
                .orElseThrow();
        var lines = new ArrayList<String>();
        lines.add("metric: " + base.id());
        lines.add("filters:");
        for (var count = dice.between(1, 2); count > 0; count--) {
            lines.add("  - " + WorldYaml.quoted(new Predicates(dice, thing).predicate()));
        }
        return new Metric(id, lines, base.entity(), true);
    }

    /// A ratio of a metric to itself is refused by the linter.
    private Metric other(List<Metric> numbers, Metric numerator) {
        return dice.pick(numbers.stream()
                .filter(metric -> !metric.id().equals(numerator.id()))
                .toList());
    }

    private Metric derived(String id, List<Metric> numbers) {
        var one = dice.pick(numbers).id();
        var two = dice.pick(numbers).id();
        var expression = dice.pick(
                one + " - " + two,
                one + " / " + two,
                "coalesce(" + one + ", 0) + " + two,
                "(" + one + " + " + two + ") * 2",
                "100 * " + one + " / nullif(" + two + ", 0)",
                one + " - coalesce(" + two + ", 0)");
        return new Metric(id, List.of("derived: " + WorldYaml.quoted(expression)), null, true);
    }
}
