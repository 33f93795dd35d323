package io.datachat.tests.metricflow;

import io.datachat.apex.exchange.metricflow.ImportedNames;
import io.datachat.apex.exchange.metricflow.ImportedNames.Axis;
import io.datachat.apex.exchange.metricflow.text.Jinja;
import io.datachat.apex.exchange.metricflow.text.Jinja.Reference;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.query.MetricQuery.Framing;
import io.datachat.apex.query.MetricQuery.Order;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.time.Amount;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.TimeCut;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request as MetricFlow takes it, as one that DataChat takes, by the names that the import gave.
final class Translation {
    private final ImportedNames names;

    Translation(ImportedNames names) {
        this.names = names;
    }

    /// @param columns what MetricFlow calls the columns, each with the position of ours
    /// @param why     why there is no query; empty when there is one
    record Translated(@Nullable MetricQuery query, Map<String, Integer> columns, String why) {
        static Translated not(String why) {
            return new Translated(null, Map.of(), why);
        }
    }

    Translated translate(Case asked) {
        if (asked.savedQuery() != null) return Translated.not("a saved query by name");
        if (!asked.grouped()) return Translated.not("rows that are not grouped");
        var question = question(asked);
        if (question.isEmpty())
            return Translated.not(
                    asked.metrics().isEmpty()
                            ? "no single model has all of these names"
                            : "did not come over: " + asked.metrics());
        List<Axis> axes = asked.groupBy().stream().map(question.get()::axis).toList();
        for (var axis : axes) if (axis.why() != null) return Translated.not(axis.why());
        if (asked.period() != null && names.movesWindows(asked.metrics()) && !movesPlainly(asked, axes))
            return Translated.not(
                    "a period on a cumulative metric that is moved in time cuts it before the move there");
        List<String> said = new ArrayList<>();
        List<String> where = new ArrayList<>();
        if (asked.where() != null) question.get().where(asked.where(), said).ifPresent(where::add);
        if (!said.isEmpty()) return Translated.not(String.join(", ", said));
        var shape = new Shape(axes, asked);
        List<Order> order = new ArrayList<>();
        for (var by : asked.order()) {
            var field = shape.field(by.startsWith("-") ? by.substring(1) : by, question.get());
            if (field.isEmpty()) return Translated.not("order by " + by);
            order.add(new Order(field.get(), by.startsWith("-")));
        }
        return new Translated(
                new MetricQuery(
                        shape.metrics,
                        shape.dimensions,
                        null,
                        period(asked),
                        List.of(),
                        where,
                        order,
                        asked.limit(),
                        MetricQuery.Compare.NONE,
                        null,
                        null,
                        Map.of(),
                        false,
                        new Framing(false, false, asked.extremes(), null)),
                shape.columns,
                "");
    }

    /// Whether the period can be said here: by the moments themselves the answer only begins later.
    private boolean movesPlainly(Case asked, List<Axis> axes) {
        var usual = names.usualGrain(asked.metrics()).word();
        return names.late(asked.metrics()).filter(by -> by.months() == 0).isPresent()
                && axes.stream().allMatch(axis -> !axis.path().equals(MetricQuery.TIME) || usual.equals(axis.cut()));
    }

    private Optional<ImportedNames.Question> question(Case asked) {
        if (!asked.metrics().isEmpty()) return names.about(asked.metrics());
        List<Reference> all = new ArrayList<>(asked.groupBy());
        if (asked.where() != null)
            for (var reference : Jinja.references(asked.where()))
                if (reference.kind() != Jinja.Kind.METRIC) all.add(reference);
        return names.aboutValues(all);
    }

    /// The columns of the answer: ours by position, MetricFlow's by name.
    private final class Shape {
        private final List<Dimension> dimensions = new ArrayList<>();
        private final List<String> metrics = new ArrayList<>();
        private final Map<String, Integer> columns = new java.util.TreeMap<>();

        Shape(List<Axis> axes, Case asked) {
            for (var axis : axes) {
                var dimension = new Dimension(axis.path(), axis.cut() == null ? null : TimeCut.of(axis.cut()));
                var at = dimensions.indexOf(dimension);
                if (at < 0) {
                    at = dimensions.size();
                    dimensions.add(dimension);
                }
                if (asked.extremes()) {
                    columns.put(axis.column() + "__min", 2 * at);
                    columns.put(axis.column() + "__max", 2 * at + 1);
                } else columns.put(axis.column(), at);
            }
            for (var metric : asked.metrics()) {
                metrics.add(names.metric(metric).orElseThrow());
                columns.put(metric, dimensions.size() + metrics.size() - 1);
            }
        }

        Optional<String> field(String name, ImportedNames.Question question) {
            var metric = names.metric(name).filter(metrics::contains);
            if (metric.isPresent()) return metric;
            var axis = question.axis(Reference.named(name, null, null));
            return dimensions.stream()
                    .filter(dimension -> dimension.name().equals(axis.path())
                            && (dimension.grain() == null
                                    || dimension.grain().word().equals(axis.cut())))
                    .map(dimension -> dimension.grain() == null
                            ? dimension.name()
                            : dimension.name().equals(MetricQuery.TIME)
                                    ? dimension.grain().word()
                                    : dimension.name() + "_" + dimension.grain().word())
                    .findFirst();
        }
    }

    /// Both ends are included there, and widened to the coarsest grain of the metrics' times.
    private @Nullable Span period(Case asked) {
        if (asked.period() == null) return null;
        var grain = names.naturalGrain(asked.metrics());
        var start = floor(parse(asked.period().getFirst()), grain);
        var last = parse(asked.period().getLast());
        var timed = asked.period().getLast().length() > 10;
        var end = timed && grain.compareTo(Grain.DAY) < 0
                ? next(floor(last, grain), grain)
                : next(floor(last, max(grain, Grain.DAY)), max(grain, Grain.DAY));
        var late = names.late(asked.metrics()).map(Amount::length).orElse(Duration.ZERO);
        return new Span.Between(start.plus(late).toString(), end.toString());
    }

    private static Grain max(Grain one, Grain other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static LocalDateTime parse(String text) {
        return text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static LocalDateTime floor(LocalDateTime time, Grain grain) {
        var day = time.toLocalDate();
        return switch (grain) {
            case SECOND -> time.withNano(0);
            case MINUTE -> time.withNano(0).withSecond(0);
            case HOUR -> time.withNano(0).withSecond(0).withMinute(0);
            case DAY -> day.atStartOfDay();
            case WEEK ->
                day.with(TemporalAdjusters.previousOrSame(java.time.DayOfWeek.MONDAY))
                        .atStartOfDay();
            case MONTH -> day.withDayOfMonth(1).atStartOfDay();
            case QUARTER ->
                day.withDayOfMonth(1)
                        .withMonth((day.getMonthValue() - 1) / 3 * 3 + 1)
                        .atStartOfDay();
            case YEAR -> day.withDayOfYear(1).atStartOfDay();
            case FISCAL_QUARTER, FISCAL_YEAR -> throw new IllegalArgumentException("dbt has no " + grain.word());
        };
    }

    private static LocalDateTime next(LocalDateTime start, Grain grain) {
        return switch (grain) {
            case SECOND -> start.plusSeconds(1);
            case MINUTE -> start.plusMinutes(1);
            case HOUR -> start.plusHours(1);
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
            case QUARTER -> start.plusMonths(3);
            case YEAR -> start.plusYears(1);
            case FISCAL_QUARTER, FISCAL_YEAR -> throw new IllegalArgumentException("dbt has no " + grain.word());
        };
    }
}
