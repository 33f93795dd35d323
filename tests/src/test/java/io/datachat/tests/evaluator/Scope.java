package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.DataPoint.Entity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
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
    private PerKey perKey = (_, _, _) -> null;

    /// A metric as a dimension.
    interface PerKey {
        /// @param key values of the entity's primary key, or empty for a row that is missing
        @Nullable
        Object value(Entity entity, String metric, List<@Nullable Object> key);
    }

    void perKey(PerKey found) {
        perKey = found;
    }

    Scope(Definitions definitions, Chains chains, Rows rows) {
        this.definitions = definitions;
        this.chains = chains;
        this.rows = rows;
    }

    /// One row of an entity.
    ///
    /// @param asOf the time of the measure's row from which this one was reached: which row of a history holds
    record Row(
            Entity entity,
            Map<String, @Nullable Object> values,
            @Nullable Moment asOf) {
        Row at(@Nullable Moment moment) {
            return new Row(entity, values, moment);
        }

        @Nullable
        Object value(String column) {
            return values.get(column.toLowerCase(Locale.ROOT));
        }

        boolean has(String column) {
            return values.containsKey(column.toLowerCase(Locale.ROOT)) || (missing() && !computed(column));
        }

        /// What a row without partner meets: a row of which every column is NULL.
        static Row missing(Entity entity) {
            return new Row(entity, Map.of(), null);
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
                .map(values -> new Row(entity, values, null))
                .toList();
    }

    /// The partners of a row; none when a key column is NULL.
    List<Row> partners(Row row, Step step) {
        var own = step.on().stream().map(pair -> joining(row, pair.column())).toList();
        return rows(definitions.entity(step.to())).stream()
                .filter(other -> {
                    for (var at = 0; at < own.size(); at++)
                        if (!matches(
                                own.get(at).value(),
                                other.value(step.on().get(at).target()))) return false;
                    return true;
                })
                .filter(other -> holdsAt(other, row.asOf()))
                .map(other -> other.at(row.asOf()))
                .toList();
    }

    /// What a row has in a column, its own or `role.column` of a row that it belongs to.
    private Cell joining(Row row, String column) {
        var dot = column.indexOf('.');
        return new Cell(
                dot < 0
                        ? row.value(column)
                        : partner(row, chains.role(row.entity(), column.substring(0, dot)))
                                .value(column.substring(dot + 1)));
    }

    /// A value that may be NULL.
    private record Cell(@Nullable Object value) {}

    /// Whether a row of a history holds; half-open.
    private static boolean holdsAt(Row other, @Nullable Moment asOf) {
        var valid = other.entity().valid();
        if (valid == null) return true;
        var from = other.value(valid.from());
        var to = other.value(valid.to());
        if (asOf == null || from == null) return false;
        return !before(asOf, from, other.entity()) && (to == null || before(asOf, to, other.entity()));
    }

    /// Whether a time lies before an end of a row of a history: as written where one clock wrote both, else as
    /// moments.
    private static boolean before(Moment asOf, Object end, Entity history) {
        var oneClock = !(asOf.value() instanceof Instant)
                && !(end instanceof Instant)
                && Buckets.zone(asOf.entity()).equals(Buckets.zone(history));
        return oneClock
                ? Values.compare(asOf.value(), end) < 0
                : instant(asOf.value(), asOf.entity(), history).isBefore(instant(end, history, history));
    }

    /// A date is its midnight where the history is written.
    private static Instant instant(Object time, Entity writtenFor, Entity history) {
        return switch (time) {
            case Instant instant -> instant;
            case LocalDate date ->
                date.atStartOfDay()
                        .atZone(Buckets.zone(history))
                        .withLaterOffsetAtOverlap()
                        .toInstant();
            case LocalDateTime written ->
                written.atZone(Buckets.zone(writtenFor))
                        .withLaterOffsetAtOverlap()
                        .toInstant();
            default -> throw new Unanswerable("no time: " + time);
        };
    }

    private Row partner(Row row, Step step) {
        var partners = partners(row, step);
        return partners.isEmpty() ? Row.missing(definitions.entity(step.to())).at(row.asOf()) : partners.getFirst();
    }

    /// The partners of a row, or the one missing row.
    List<Row> joined(Row row, Step step) {
        var partners = partners(row, step);
        return partners.isEmpty()
                ? List.of(Row.missing(definitions.entity(step.to())).at(row.asOf()))
                : partners;
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
        return last(here, path.getLast());
    }

    /// A column, else a dimension, else the key of a role, else a metric of the row's key.
    private @Nullable Object last(Row here, String name) {
        if (here.values().containsKey(name.toLowerCase(Locale.ROOT))) return here.value(name);
        if (Definitions.dimension(here.entity(), name).isPresent())
            return here.has(name) ? here.value(name) : dimension(here, name);
        for (var relationship : here.entity().relationships())
            if (relationship.role().equals(name)) {
                var step = chains.role(here.entity(), name);
                return key(here, step);
            }
        return definitions.hasMetric(name) ? metric(here, name) : here.value(name);
    }

    private @Nullable Object key(Row here, Step step) {
        var key = definitions.entity(step.to()).primaryKey();
        if (key.size() != 1) throw new Unanswerable("the key of " + step.to() + " is not one column");
        for (var pair : step.on())
            if (pair.target().equals(key.getFirst()))
                return joining(here, pair.column()).value();
        return partner(here, step).value(key.getFirst());
    }

    @Nullable
    Object metric(Row row, String metric) {
        if (row.values().isEmpty()) return perKey.value(row.entity(), metric, List.of());
        var key = new java.util.ArrayList<@Nullable Object>();
        for (var column : row.entity().primaryKey()) key.add(row.value(column));
        return perKey.value(row.entity(), metric, key);
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
        var value = last(here, parts.getLast());
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
