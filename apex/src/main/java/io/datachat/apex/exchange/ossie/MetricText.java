package io.datachat.apex.exchange.ossie;

import io.datachat.apex.datapoint.Arithmetic;
import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.DataPoint.Metric;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.exchange.ledger.Ledger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A metric as one SQL expression with aggregates, where that says the same.
final class MetricText {
    private static final Pattern NAME =
            Pattern.compile("'(?:[^']|'')*'|([A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*)(\\s*\\()?");

    private final Library library;

    MetricText(Library library) {
        this.library = library;
    }

    /// @return empty when it cannot be said there, which the line tells
    Optional<String> of(Metric metric, Ledger.Line line) {
        return switch (metric.execution()) {
            case null -> none(line, "it has no execution");
            case Execution.Measure measure -> measure(measure, line);
            case Execution.Ratio(String numerator, String denominator) -> {
                var above = part(numerator, line);
                var below = part(denominator, line);
                yield above.isEmpty() || below.isEmpty()
                        ? Optional.empty()
                        : Optional.of("CAST(" + above.get() + " AS DOUBLE PRECISION) / NULLIF(" + below.get() + ", 0)");
            }
            case Execution.Derived derived -> derived(derived, line);
            case Execution.Filtered filtered -> filtered(filtered, line);
            case Execution.Cumulative _ -> none(line, "a cumulative metric cannot be said there");
            case Execution.Conversion _ -> none(line, "a conversion cannot be said there");
            case Execution.Template _ -> none(line, "a template is no expression over fields");
        };
    }

    private static Optional<String> none(Ledger.Line line, String why) {
        line.not(why);
        return Optional.empty();
    }

    private Optional<String> part(String id, Ledger.Line line) {
        var metric = library.find(Metric.class, id);
        return metric.isEmpty() ? none(line, "metric '" + id + "' is not defined") : of(metric.get(), line);
    }

    private Optional<String> filtered(Execution.Filtered filtered, Ledger.Line line) {
        var base = library.find(Metric.class, filtered.metric()).map(Metric::execution);
        if (base.isEmpty() || !(base.get() instanceof Execution.Measure measure))
            return none(line, "a filter on a metric that is no measure cannot be said there");
        List<String> filters = new ArrayList<>(measure.filters());
        filters.addAll(filtered.filters());
        return measure(
                new Execution.Measure(
                        measure.entity(),
                        measure.aggregation(),
                        measure.expression(),
                        filters,
                        measure.time(),
                        measure.percentile(),
                        measure.discrete(),
                        measure.approximate(),
                        measure.nullWithoutRows(),
                        measure.snapshot()),
                line);
    }

    private Optional<String> measure(Execution.Measure measure, Ledger.Line line) {
        if (measure.snapshot() != null) return none(line, "a value of one moment cannot be said there");
        var entity = library.find(Entity.class, measure.entity());
        if (entity.isEmpty()) return none(line, "its entity '" + measure.entity() + "' is not defined");
        if (measure.time() != null && !measure.time().equals(entity.get().time()))
            line.roughly("that its time is " + measure.time() + " has no place there");
        List<String> conditions = new ArrayList<>();
        for (var filter : measure.filters()) conditions.add("(" + qualified(filter, entity.get(), line) + ")");
        var value = measure.expression() == null ? null : qualified(measure.expression(), entity.get(), line);
        var kept = conditions.isEmpty()
                ? value
                : "CASE WHEN " + String.join(" AND ", conditions) + " THEN " + (value == null ? "1" : value) + " END";
        var rows = kept == null ? "*" : kept;
        return switch (measure.aggregation()) {
            case SUM -> Optional.of("SUM(" + rows + ")");
            case COUNT -> Optional.of("COUNT(" + (kept == null ? counted(entity.get()) : kept) + ")");
            case COUNT_DISTINCT -> Optional.of("COUNT(DISTINCT " + rows + ")");
            case MIN -> Optional.of("MIN(" + rows + ")");
            case MAX -> Optional.of("MAX(" + rows + ")");
            case AVG -> Optional.of("AVG(" + rows + ")");
            case MEDIAN -> Optional.of("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY " + rows + ")");
            case PERCENTILE ->
                Optional.of((measure.discrete() ? "PERCENTILE_DISC(" : "PERCENTILE_CONT(") + measure.percentile()
                        + ") WITHIN GROUP (ORDER BY " + rows + ")");
        };
    }

    /// Which dataset's rows are counted must be told by a column.
    private static String counted(Entity entity) {
        return entity.primaryKey().isEmpty()
                ? "*"
                : entity.id() + "." + entity.primaryKey().getFirst();
    }

    /// Puts the dataset before every name: its own, or that at the end of a path.
    private String qualified(String sql, Entity entity, Ledger.Line line) {
        var text = new StringBuilder();
        var names = NAME.matcher(sql);
        var at = 0;
        while (names.find()) {
            text.append(sql, at, names.start());
            at = names.end();
            var name = names.group(1);
            if (name == null || names.group(2) != null || keyword(name)) text.append(names.group());
            else text.append(name.contains(".") ? along(name, entity, line) : entity.id() + "." + name);
        }
        return text.append(sql.substring(at)).toString();
    }

    private String along(String path, Entity from, Ledger.Line line) {
        var segments = List.of(path.split("\\.", -1));
        var at = from;
        for (var role : segments.subList(0, segments.size() - 1)) {
            var here = at;
            var step = here.relationships().stream()
                    .filter(relationship -> relationship.role().equals(role))
                    .findFirst()
                    .flatMap(relationship -> library.find(Entity.class, relationship.to()));
            if (step.isEmpty()) {
                if (!role.equals(here.id())) line.roughly("the path " + path + " is not resolved there");
                continue;
            }
            at = step.get();
        }
        return at.id() + "." + segments.getLast();
    }

    private static boolean keyword(String name) {
        return name.matches(
                "(?i)and|or|not|is|null|in|between|like|case|when|then|else|end|true|false|interval|timestamp"
                    + "|date|as|from|distinct|cast|varchar|integer|bigint|double|precision|decimal|boolean|extract|day|month"
                    + "|year|week|hour|minute|second|quarter|isodow|doy|dow");
    }

    private Optional<String> derived(Execution.Derived derived, Ledger.Line line) {
        Map<String, String> parts = new HashMap<>();
        for (var input : derived.inputs()) {
            if (input.offset() != null || input.startOf() != null)
                return none(line, "a value of another time cannot be said there");
            var restricted = input.filters().isEmpty()
                    ? part(input.metric(), line)
                    : filtered(new Execution.Filtered(input.metric(), input.filters()), line);
            if (restricted.isEmpty()) return Optional.empty();
            parts.put(input.name(), restricted.get());
        }
        var text = new StringBuilder();
        var names = NAME.matcher(derived.expression());
        var at = 0;
        var metrics = Arithmetic.read(derived.expression()).names();
        while (names.find()) {
            text.append(derived.expression(), at, names.start());
            at = names.end();
            var name = names.group(1);
            if (name == null || names.group(2) != null || !metrics.contains(name)) {
                text.append(names.group());
                continue;
            }
            var known = parts.get(name);
            var part = known == null ? part(name, line) : Optional.of(known);
            if (part.isEmpty()) return Optional.empty();
            text.append('(').append(part.get()).append(')');
        }
        if (derived.expression().contains("/"))
            line.roughly("a division by zero gives NULL here, and an error in most databases");
        return Optional.of(text.append(derived.expression().substring(at)).toString());
    }
}
