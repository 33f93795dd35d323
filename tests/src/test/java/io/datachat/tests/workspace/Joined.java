package io.datachat.tests.workspace;

import io.datachat.tests.workspace.Graph.Edge;
import io.datachat.tests.workspace.Graph.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A query over a tree of tables.
///
/// @param tables by number; the first is the root
/// @param links  the other tables, each to one before it
/// @param comma  whether conditions stand in WHERE
record Joined(List<String> tables, List<Link> links, boolean comma) {
    enum Form {
        INNER,
        LEFT,
        DERIVED,
        CTE,
        EXISTS,
        NOT_EXISTS,
        IN;

        /// Whether its columns can be read from outside.
        boolean open() {
            return switch (this) {
                case INNER, LEFT, DERIVED, CTE -> true;
                case EXISTS, NOT_EXISTS, IN -> false;
            };
        }
    }

    /// @param parent number of the table it hangs on
    /// @param right  the edge as it should be, from the parent to this table
    /// @param on     what is written: columns of any tables by their aliases
    record Link(int parent, Form form, Edge right, List<Written> on) {
        Link writing(List<Written> other) {
            return new Link(parent, form, right, other);
        }
    }

    /// @param of the table whose column stands on the left, by number
    record Written(int of, String column, String target) {}

    private static final int MOST_TABLES = 4;

    static Joined random(Random random) {
        var all = Graph.tables();
        List<String> tables = new ArrayList<>(List.of(all.get(random.nextInt(all.size()))));
        List<Link> links = new ArrayList<>();
        var wanted = 2 + random.nextInt(MOST_TABLES - 1);
        for (var tries = 0; tables.size() < wanted && tries < 20; tries++) {
            var parent = random.nextInt(tables.size());
            // What stands in a sub-query cannot be joined with from outside.
            if (parent > 0 && !links.get(parent - 1).form().open()) continue;
            var edges = Graph.from(tables.get(parent));
            var edge = edges.get(random.nextInt(edges.size()));
            if (tables.contains(edge.to())) continue;
            tables.add(edge.to());
            var form = Form.values()[random.nextInt(Form.values().length)];
            links.add(new Link(parent, form, edge, written(parent, edge.on())));
        }
        return new Joined(tables, links, random.nextInt(3) == 0);
    }

    private static List<Written> written(int parent, List<Pair> on) {
        return on.stream()
                .map(pair -> new Written(parent, pair.column(), pair.target()))
                .toList();
    }

    Joined linking(int link, List<Written> on) {
        var others = new ArrayList<>(links);
        others.set(link, links.get(link).writing(on));
        return new Joined(tables, others, comma);
    }

    Joined reading(int table, String other) {
        var others = new ArrayList<>(tables);
        others.set(table, other);
        return new Joined(others, links, comma);
    }

    private String alias(int table) {
        return "x" + table;
    }

    private boolean inside(int table) {
        return table == 0 || links.get(table - 1).form().open();
    }

    String sql() {
        var columns = IntStream.range(0, tables.size())
                .filter(this::inside)
                .mapToObj(table -> Graph.tables().contains(tables.get(table))
                        ? alias(table) + "." + Graph.columns(tables.get(table)).getFirst() + " AS c" + table + ", "
                                + alias(table) + "."
                                + Graph.columns(tables.get(table)).getLast() + " AS d" + table
                        : alias(table) + ".*")
                .collect(Collectors.joining(", "));
        return sql(columns);
    }

    String sql(String selected) {
        var with = new ArrayList<String>();
        var from = new StringBuilder(tables.getFirst() + " " + alias(0));
        var where = new ArrayList<String>();
        for (var index = 0; index < links.size(); index++) {
            var link = links.get(index);
            var table = index + 1;
            var on = condition(link, table);
            switch (link.form()) {
                case INNER, LEFT, DERIVED, CTE -> {
                    var source = source(link, table, with);
                    var outer = link.form() == Form.LEFT && !comma;
                    if (comma) {
                        from.append(", ").append(source);
                        if (!on.isEmpty()) where.add(on);
                    } else if (on.isEmpty()) from.append(" CROSS JOIN ").append(source);
                    else
                        from.append(outer ? " LEFT JOIN " : " JOIN ")
                                .append(source)
                                .append(" ON ")
                                .append(on);
                }
                case EXISTS -> where.add(exists(table, on));
                case NOT_EXISTS -> where.add("NOT " + exists(table, on));
                case IN -> where.add(in(link, table));
            }
        }
        return (with.isEmpty() ? "" : "WITH " + String.join(", ", with) + " ") + "SELECT " + selected + " FROM " + from
                + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where));
    }

    private String source(Link link, int table, List<String> with) {
        var name = tables.get(table);
        return switch (link.form()) {
            case DERIVED -> "(SELECT * FROM " + name + ") " + alias(table);
            case CTE -> {
                with.add("w" + table + " AS (SELECT * FROM " + name + ")");
                yield "w" + table + " " + alias(table);
            }
            default -> name + " " + alias(table);
        };
    }

    private String exists(int table, String on) {
        return "EXISTS (SELECT 1 FROM " + tables.get(table) + " " + alias(table) + (on.isEmpty() ? "" : " WHERE " + on)
                + ")";
    }

    private String in(Link link, int table) {
        if (link.on().isEmpty()) return exists(table, "");
        var left = link.on().stream().map(this::left).collect(Collectors.joining(", "));
        var right = link.on().stream().map(Written::target).collect(Collectors.joining(", "));
        return "(" + left + ") IN (SELECT " + right + " FROM " + tables.get(table) + " " + alias(table) + ")";
    }

    private String left(Written written) {
        return alias(written.of()) + "." + written.column();
    }

    private String condition(Link link, int table) {
        return link.on().stream()
                .map(written -> left(written) + " = " + alias(table) + "." + written.target())
                .collect(Collectors.joining(" AND "));
    }

    /// A link for which something holds, by chance.
    @Nullable
    Integer any(Random random, IntPredicate fitting) {
        var found = IntStream.range(0, links.size()).filter(fitting).boxed().toList();
        return found.isEmpty() ? null : found.get(random.nextInt(found.size()));
    }
}
