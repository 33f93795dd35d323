package io.datachat.tests.access;

import io.datachat.tests.world.Dice;
import java.util.ArrayList;
import java.util.List;

/// Random SQL over the tables of the [Vault]: outer joins, queries within queries, windows, set operations, groups.
final class Queries {
    private record Column(String name, String type) {}

    private static final List<Column> CUSTOMERS = List.of(
            new Column("id", "number"),
            new Column("referrer", "number"),
            new Column("pieces", "number"),
            new Column("name", "text"),
            new Column("email", "text"),
            new Column("card", "text"),
            new Column("national_id", "text"),
            new Column("region", "text"),
            new Column("birth_date", "day"));
    private static final List<Column> ORDERS = List.of(
            new Column("id", "number"),
            new Column("customer_id", "number"),
            new Column("amount", "number"),
            new Column("status", "text"),
            new Column("buyer_email", "text"));

    private final Dice dice;
    private int aliases;

    Queries(long seed) {
        dice = new Dice(seed);
    }

    /// A table or query under an alias.
    private record From(String alias, List<Column> columns, String sql) {}

    String next() {
        aliases = 0;
        return switch (dice.between(0, 9)) {
            case 0, 1 -> set();
            case 2, 3 -> window();
            case 4, 5, 6 -> grouped();
            default -> plain();
        };
    }

    private From table() {
        var alias = "t" + aliases++;
        return dice.chance(0.6)
                ? new From(alias, CUSTOMERS, "customers " + alias)
                : new From(alias, ORDERS, "orders " + alias);
    }

    private From source(int depth) {
        if (depth > 0 && dice.chance(0.25)) {
            var inner = source(depth - 1);
            var alias = "t" + aliases++;
            return new From(
                    alias,
                    inner.columns(),
                    "(SELECT " + inner.alias() + ".* FROM " + inner.sql() + where(List.of(inner), 0) + ") " + alias);
        }
        return table();
    }

    /// Tables with their joins.
    private String joined(List<From> all, int depth) {
        var first = source(depth);
        all.add(first);
        var sql = new StringBuilder(first.sql());
        var joins = dice.pick(0, 0, 1, 1, 2);
        for (var i = 0; i < joins; i++) {
            var right = source(depth);
            var left = dice.pick(all);
            all.add(right);
            sql.append(dice.pick(" JOIN ", " LEFT JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN "))
                    .append(right.sql())
                    .append(" ON ")
                    .append(key(left))
                    .append(" = ")
                    .append(key(right));
        }
        return sql.toString();
    }

    private String key(From from) {
        var numbers = from.columns().equals(ORDERS) ? List.of("customer_id", "id") : List.of("id", "id", "referrer");
        return from.alias() + "." + dice.pick(numbers);
    }

    private String column(List<From> all, String type) {
        var from = dice.pick(all);
        var fitting = from.columns().stream()
                .filter(column -> type.isEmpty() || column.type().equals(type))
                .toList();
        return fitting.isEmpty()
                ? from.alias() + ".id"
                : from.alias() + "." + dice.pick(fitting).name();
    }

    private String where(List<From> all, int depth) {
        if (dice.chance(0.3)) return "";
        var first = condition(all, depth);
        return " WHERE " + (dice.chance(0.3) ? first + dice.pick(" AND ", " OR ") + condition(all, depth) : first);
    }

    private String condition(List<From> all, int depth) {
        return switch (dice.between(0, depth > 0 ? 9 : 6)) {
            case 0 -> column(all, "number") + dice.pick(" > ", " < ", " = ", " <> ") + dice.between(1, 50);
            case 1 ->
                column(all, "text") + " = "
                        + dice.pick("'EU'", "'US'", "'paid'", "'void'", "'Name 7'", "'u7@example.org'");
            case 2 ->
                column(all, "text") + dice.pick(" LIKE '%1%'", " LIKE 'u%'", " IS NULL", " IS NOT NULL", " > 'N'");
            case 3 -> "NOT (" + column(all, "text") + " = " + dice.pick("'EU'", "'open'", "'***'") + ")";
            case 4 -> "coalesce(" + column(all, "number") + ", 0) >= " + dice.between(0, 40);
            case 5 -> column(all, "number") + " IN (" + dice.between(1, 20) + ", " + dice.between(1, 60) + ", 7)";
            case 6 -> column(all, "number") + " + 1 < " + column(all, "number");
            case 7 -> {
                var inner = table();
                yield key(dice.pick(all)) + dice.pick(" IN ", " IN ", " NOT IN ") + "(SELECT " + inner.alias()
                        + ".id FROM " + inner.sql() + where(List.of(inner), 0) + ")";
            }
            case 8 -> {
                var inner = table();
                yield dice.pick("", "NOT ") + "EXISTS (SELECT 1 FROM " + inner.sql() + " WHERE " + key(inner) + " = "
                        + key(dice.pick(all)) + " AND " + condition(List.of(inner), 0) + ")";
            }
            default -> {
                var inner = table();
                yield "(SELECT count(*) FROM " + inner.sql() + " WHERE " + key(inner) + " = " + key(dice.pick(all))
                        + ") > " + dice.between(0, 3);
            }
        };
    }

    private String plain() {
        List<From> all = new ArrayList<>();
        var from = joined(all, 2);
        List<String> items = new ArrayList<>();
        for (var i = 0; i < dice.between(1, 4); i++) items.add(column(all, "") + " AS c" + i);
        if (dice.chance(0.2)) {
            var inner = table();
            items.add("(SELECT " + dice.pick("count(*)", "max(" + key(inner) + ")") + " FROM " + inner.sql() + " WHERE "
                    + key(inner) + " = " + key(dice.pick(all)) + ") AS inside");
        }
        return "SELECT " + dice.pick("", "", "DISTINCT ") + String.join(", ", items) + " FROM " + from + where(all, 1);
    }

    private String grouped() {
        List<From> all = new ArrayList<>();
        var from = joined(all, 2);
        var by = column(all, "");
        var value = column(all, "number");
        return "SELECT " + by + " AS by, count(*) AS n, " + dice.pick("sum", "min", "max", "avg") + "(" + value
                + ") AS v, count(DISTINCT " + column(all, "text") + ") AS d, max(" + column(all, "text") + ") AS m"
                + (dice.chance(0.3) ? ", count(*) FILTER (WHERE " + condition(all, 0) + ") AS f" : "") + " FROM " + from
                + where(all, 1) + " GROUP BY " + by
                + (dice.chance(0.3) ? " HAVING count(*) > " + dice.between(0, 3) : "");
    }

    private String window() {
        List<From> all = new ArrayList<>();
        var from = joined(all, 1);
        return "SELECT " + column(all, "") + " AS c0, "
                + dice.pick(
                        "rank() OVER (ORDER BY " + column(all, "") + ")",
                        "count(*) OVER (PARTITION BY " + column(all, "") + ")",
                        "sum(" + column(all, "number") + ") OVER (PARTITION BY " + column(all, "text") + ")",
                        "dense_rank() OVER (PARTITION BY " + column(all, "text") + " ORDER BY " + column(all, "") + ")",
                        "max(" + column(all, "text") + ") OVER ()")
                + " AS w FROM " + from + where(all, 1);
    }

    private String set() {
        var type = dice.pick("number", "text");
        return side(type) + dice.pick(" UNION ", " UNION ALL ", " EXCEPT ", " INTERSECT ") + side(type);
    }

    private String side(String type) {
        List<From> all = new ArrayList<>();
        var from = joined(all, 1);
        return "SELECT " + (type.equals("text") ? text(all) : column(all, "number")) + " AS c FROM " + from
                + where(all, 1);
    }

    private String text(List<From> all) {
        var from = dice.pick(all);
        return from.alias() + "."
                + (from.columns().equals(ORDERS) ? "buyer_email" : dice.pick("email", "name", "region"));
    }
}
