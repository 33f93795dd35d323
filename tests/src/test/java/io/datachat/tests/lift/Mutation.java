package io.datachat.tests.lift;

import io.datachat.apex.datapoint.Execution.Aggregation;
import io.datachat.tests.world.Dice;
import io.datachat.tests.world.World;
import io.datachat.tests.world.World.Kind;
import io.datachat.tests.world.World.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One change that makes a question another one.
///
/// @param inner whether rows without a joined row are left out
/// @param named words of which one must be in what is said of the difference
record Mutation(Kinds kind, Sheet sheet, boolean inner, List<String> named) {
    enum Kinds {
        FILTER_DROPPED,
        OTHER_COLUMN,
        OTHER_TIME,
        OTHER_STATISTIC,
        INNER_JOIN,
        FAN_OUT,
        OTHER_GRAIN
    }

    private static final Pattern WORD = Pattern.compile("'(?:[^']|'')*'|[A-Za-z_][A-Za-z_0-9]*");

    static Optional<Mutation> of(Kinds kind, Sheet sheet, World world, Dice dice) {
        var found = switch (kind) {
            case FILTER_DROPPED -> dropped(kind, sheet, dice);
            case OTHER_COLUMN -> otherColumn(kind, sheet, dice);
            case OTHER_TIME -> otherTime(kind, sheet, dice);
            case OTHER_STATISTIC -> otherStatistic(kind, sheet, dice);
            case INNER_JOIN ->
                sheet.groups().stream().anyMatch(group -> group.contains("."))
                        ? new Mutation(kind, sheet, true, List.of("leaves out", "without", "inner"))
                        : null;
            case FAN_OUT -> fanOut(kind, sheet, world, dice);
            case OTHER_GRAIN ->
                sheet.grain() == null
                        ? null
                        : new Mutation(
                                kind,
                                sheet.by(sheet.grain().equals("month") ? "quarter" : "month"),
                                false,
                                List.of("month", "quarter"));
        };
        return Optional.ofNullable(found);
    }

    private static @Nullable Mutation dropped(Kinds kind, Sheet sheet, Dice dice) {
        if (sheet.filters().isEmpty()) return null;
        var filter = dice.between(0, sheet.filters().size() - 1);
        return new Mutation(
                kind, sheet.without(filter), false, columns(sheet.filters().get(filter)));
    }

    private static List<String> columns(String expression) {
        List<String> words = new ArrayList<>();
        var found = WORD.matcher(expression);
        while (found.find())
            if (!found.group().startsWith("'") && !found.group().matches("[A-Z]+")) words.add(found.group());
        return words;
    }

    private static @Nullable Mutation otherColumn(Kinds kind, Sheet sheet, Dice dice) {
        if (sheet.argument() == null || sheet.aggregation() == Aggregation.COUNT) return null;
        var others = sheet.fact().of(Kind.INTEGER, Kind.DECIMAL, Kind.BIGINT, Kind.FINE_DECIMAL).stream()
                .map(World.Column::name)
                .filter(name -> !name.equals(sheet.argument()))
                .toList();
        if (others.isEmpty()) return null;
        var other = dice.pick(others);
        return new Mutation(kind, sheet.taking(sheet.aggregation(), other), false, List.of(other));
    }

    private static @Nullable Mutation otherTime(Kinds kind, Sheet sheet, Dice dice) {
        if (sheet.time() == null || (sheet.grain() == null && sheet.from() == null && sheet.to() == null)) return null;
        var others = sheet.fact().of(Kind.DATE, Kind.TIMESTAMP).stream()
                .map(World.Column::name)
                .filter(name -> !name.equals(sheet.time()))
                .toList();
        if (others.isEmpty()) return null;
        var other = dice.pick(others);
        return new Mutation(kind, sheet.over(other), false, List.of(other));
    }

    private static @Nullable Mutation otherStatistic(Kinds kind, Sheet sheet, Dice dice) {
        var numeric = sheet.argument() != null
                && sheet.fact().columns.stream()
                        .anyMatch(column -> column.name().equals(sheet.argument())
                                && column.kind().exact());
        var other = switch (sheet.aggregation()) {
            case SUM -> dice.pick(Aggregation.AVG, Aggregation.MAX, Aggregation.COUNT);
            case AVG, MIN -> Aggregation.MAX;
            case MAX -> Aggregation.MIN;
            case COUNT_DISTINCT -> Aggregation.COUNT;
            case COUNT -> sheet.argument() == null ? null : Aggregation.COUNT_DISTINCT;
            case MEDIAN, PERCENTILE -> null;
        };
        if (other == null || (other == Aggregation.AVG && !numeric)) return null;
        var word = switch (other) {
            case AVG -> "average";
            case MAX -> "largest";
            case MIN -> "smallest";
            default -> "counts";
        };
        return new Mutation(kind, sheet.taking(other, sheet.argument()), false, List.of(word));
    }

    /// Lines beside their sale; where nothing belongs to the fact, a table that is joined by chance.
    private static Mutation fanOut(Kinds kind, Sheet sheet, World world, Dice dice) {
        for (var child : world.things())
            for (var link : child.links)
                if (link.to() == sheet.fact()
                        && !child.history
                        && link.columns().size() == 1
                        && sheet.fact().key.size() == 1
                        && !link.columns().getFirst().contains(".")
                        && dice.chance(0.7))
                    return joined(
                            kind,
                            sheet,
                            child,
                            link.columns().getFirst(),
                            sheet.fact().key.getFirst());
        var others = world.things().stream()
                .filter(thing ->
                        thing != sheet.fact() && !thing.of(Kind.INTEGER).isEmpty())
                .toList();
        if (others.isEmpty()) return joined(kind, sheet, sheet.fact(), "quantity", "quantity");
        var other = dice.pick(others);
        var own = sheet.fact().of(Kind.INTEGER);
        return joined(
                kind,
                sheet,
                other,
                other.of(Kind.INTEGER).getFirst().name(),
                own.isEmpty() ? sheet.fact().key.getFirst() : own.getFirst().name());
    }

    private static Mutation joined(Kinds kind, Sheet sheet, Thing other, String theirs, String own) {
        var join = "JOIN " + Writing.quoted(other.table) + " many9 ON many9." + Writing.quoted(theirs) + " = {f}."
                + Writing.quoted(own);
        return new Mutation(kind, sheet.joining(join), false, List.of("joins " + other.table));
    }
}
