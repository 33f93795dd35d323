package io.datachat.tests.world;

import io.datachat.tests.world.World.Column;
import io.datachat.tests.world.World.Kind;
import io.datachat.tests.world.World.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Draws SQL expressions over the columns of an entity and of what it belongs to.
final class Predicates {
    private final Dice dice;
    private final List<Reached> reached = new ArrayList<>();

    private record Reached(String prefix, Thing thing) {}

    Predicates(Dice dice, Thing thing) {
        this.dice = dice;
        walk("", thing, 0, thing.time != null);
    }

    /// @param timed whether the rows have a time, without which a history cannot be read
    private void walk(String prefix, Thing thing, int depth, boolean timed) {
        reached.add(new Reached(prefix, thing));
        if (depth == 3) return;
        for (var link : thing.links) {
            if (!link.declaredByTarget() && (timed || !link.to().history))
                walk(prefix + link.role() + ".", link.to(), depth + 1, timed);
        }
    }

    static String name(String column) {
        return column.equals("group") || column.equals("order") ? '"' + column + '"' : column;
    }

    /// Any column of the entity itself, or now and then of one it belongs to.
    String column() {
        var from = place(0.25);
        return from.prefix
                + name(dice.pick(from.thing.columns.stream()
                                .filter(column -> Contents.comparable(column.kind()))
                                .toList())
                        .name());
    }

    private Reached place(double elsewhere) {
        return dice.chance(elsewhere) ? dice.pick(reached) : reached.getFirst();
    }

    private String term(double elsewhere) {
        var from = place(elsewhere);
        return from.prefix
                + dice.pick(from.thing.of(Kind.INTEGER, Kind.DECIMAL, Kind.FINE_DECIMAL, Kind.DOUBLE, Kind.BIGINT))
                        .name();
    }

    String number() {
        var one = term(0.15);
        var two = term(0.35);
        return switch (dice.between(0, 13)) {
            case 0, 1, 2, 3 -> one;
            case 4 -> one + " * " + two;
            case 5 -> one + " - " + two;
            case 6 -> "CASE WHEN " + simple() + " THEN " + one + " ELSE 0 END";
            case 7 -> "CASE WHEN " + simple() + " THEN " + one + " END";
            case 8 -> "coalesce(" + one + ", " + two + ", 0)";
            case 9 -> "nullif(" + one + ", 0)";
            case 10 -> one + " / " + two;
            case 11 -> "-" + one;
            case 12 -> "(" + one + " + " + two + ") * 2";
            default -> one + " * 1.5";
        };
    }

    String predicate() {
        return switch (dice.between(0, 7)) {
            case 0 -> simple() + " OR " + simple();
            case 1 -> simple() + " AND " + simple();
            case 2 -> "NOT (" + simple() + ")";
            case 3 -> "(" + simple() + " OR " + simple() + ") AND " + simple();
            default -> simple();
        };
    }

    private String simple() {
        var from = place(0.3);
        var columns = from.thing.columns.stream()
                .filter(column -> Contents.comparable(column.kind()))
                .toList();
        var column = dice.pick(columns);
        var name = from.prefix + name(column.name());
        if (dice.chance(0.15)) return name + (dice.chance(0.5) ? " IS NULL" : " IS NOT NULL");
        if (column.kind() == Kind.BOOLEAN) return dice.chance(0.5) ? name : "NOT " + name;
        var sign = column.kind() == Kind.TEXT
                ? dice.pick("=", "<>", "<>")
                : dice.pick("=", "<>", "<", "<=", ">", ">=", ">");
        return switch (dice.between(0, 4)) {
            case 0 -> name + " IN (" + literal(column) + ", " + literal(column) + ")";
            case 1 ->
                column.kind() == Kind.TEXT
                        ? name + " NOT IN (" + literal(column) + ", " + literal(column) + ")"
                        : name + " BETWEEN " + literal(column) + " AND " + literal(column);
            default -> name + " " + sign + " " + literal(column);
        };
    }

    private String literal(Column column) {
        var texts = List.of("north", "South", "Süd", "O'Brien", "a%b_c", "z");
        return Contents.literal(Objects.requireNonNull(Contents.value(dice, column, texts, 0)));
    }
}
