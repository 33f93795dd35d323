package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.DataPoint.Entity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rows of entities and what names mean in them.
final class Scope {
    private final Definitions definitions;
    private final Chains chains;
    private final Rows rows;

    Scope(Definitions definitions, Chains chains, Rows rows) {
        this.definitions = definitions;
        this.chains = chains;
        this.rows = rows;
    }

    /// One row of an entity.
    record Row(Entity entity, Map<String, @Nullable Object> values) {
        @Nullable
        Object value(String column) {
            return values.get(column.toLowerCase(Locale.ROOT));
        }

        boolean has(String column) {
            return values.containsKey(column.toLowerCase(Locale.ROOT)) || (missing() && !computed(column));
        }

        /// What a row without partner meets: a row of which every column is NULL.
        static Row missing(Entity entity) {
            return new Row(entity, Map.of());
        }

        private boolean missing() {
            return values.isEmpty();
        }

        private boolean computed(String name) {
            return Definitions.dimension(entity, name)
                    .map(dimension -> dimension.expression() != null)
                    .orElse(false);
        }
    }

    List<Row> rows(Entity entity) {
        return rows.of(entity.source()).stream()
                .map(values -> new Row(entity, values))
                .toList();
    }

    /// The partners of a row; none when a key column is NULL.
    List<Row> partners(Row row, Step step) {
        return rows(definitions.entity(step.to())).stream()
                .filter(other -> step.on().stream()
                        .allMatch(pair -> matches(row.value(pair.column()), other.value(pair.target()))))
                .toList();
    }

    private Row partner(Row row, Step step) {
        var partners = partners(row, step);
        return partners.isEmpty() ? Row.missing(definitions.entity(step.to())) : partners.getFirst();
    }

    /// The partners of a row, or the one missing row.
    List<Row> joined(Row row, Step step) {
        var partners = partners(row, step);
        return partners.isEmpty() ? List.of(Row.missing(definitions.entity(step.to()))) : partners;
    }

    private static boolean matches(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && Values.compare(left, right) == 0;
    }

    boolean holds(List<Expression> conditions, Row row) {
        var interpreter = interpreter(row);
        return conditions.stream().allMatch(interpreter::holds);
    }

    @Nullable
    Object value(Expression expression, Row row) {
        return interpreter(row).value(expression);
    }

    private Interpreter interpreter(Row row) {
        Function<List<String>, @Nullable Object> names = path -> named(path, row);
        return new Interpreter(names);
    }

    /// A column, or a path along to-one roles that ends in a column or dimension.
    private @Nullable Object named(List<String> path, Row row) {
        Row here = row;
        for (var role : path.subList(0, path.size() - 1)) {
            here = partner(here, chains.role(here.entity(), role));
        }
        return here.has(path.getLast()) ? here.value(path.getLast()) : dimension(here, path.getLast());
    }

    @Nullable
    Object dimension(Row row, String name) {
        var dimension = Definitions.dimension(row.entity(), name)
                .orElseThrow(() -> new Unanswerable(row.entity().id() + " has no dimension " + name));
        var expression = dimension.expression();
        return expression == null ? row.value(dimension.name()) : value(definitions.read(expression), row);
    }

    /// The row and column that a path of a measure's time ends in, or null when the way breaks off.
    @Nullable
    Moment moment(String path, Row row) {
        var parts = List.of(path.split("\\."));
        Row here = row;
        for (var role : parts.subList(0, parts.size() - 1)) {
            here = partner(here, chains.role(here.entity(), role));
        }
        var value = here.has(parts.getLast()) ? here.value(parts.getLast()) : dimension(here, parts.getLast());
        return value == null ? null : new Moment(value, here.entity());
    }

    /// Whether a path ends in a column of dates, whatever the rows.
    boolean isDate(Entity entity, List<String> path) {
        var here = entity;
        for (var role : path.subList(0, path.size() - 1))
            here = definitions.entity(chains.role(here, role).to());
        return rows.dates().contains(here.source() + "." + path.getLast().toLowerCase(Locale.ROOT));
    }

    /// @param entity tells in which zone the value is written
    record Moment(Object value, Entity entity) {}
}
