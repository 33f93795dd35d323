package io.datachat.apex.exchange.metricflow;

import io.datachat.apex.datapoint.Arithmetic;
import io.datachat.apex.exchange.ledger.Ledger;
import io.datachat.apex.exchange.ledger.Slug;
import io.datachat.apex.exchange.metricflow.Facts.View;
import io.datachat.apex.exchange.metricflow.Measures.Lodged;
import io.datachat.apex.exchange.metricflow.Spelling.Home;
import io.datachat.apex.exchange.metricflow.text.Semantics.Input;
import io.datachat.apex.exchange.metricflow.text.Semantics.Kind;
import io.datachat.apex.exchange.metricflow.text.Semantics.Metric;
import io.datachat.apex.exchange.metricflow.text.Semantics.Told;
import io.datachat.apex.time.Amount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Metrics of every type. A metric is imported after those that it is made of.
final class MetricImport {
    private static final Pattern AMOUNT =
            Pattern.compile("\\d{1,5}\\s*(second|minute|hour|day|week|month|quarter|year)s?");

    private final Map<String, Metric> definitions = new LinkedHashMap<>();
    private final Map<String, @Nullable Facts> known = new LinkedHashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Map<String, Map<String, Object>> documents = new LinkedHashMap<>();
    private final Slug ids = new Slug();
    private final Measures measures;
    private final Spelling spelling;
    private final Set<String> custom;

    /// @param custom the names of custom granularities
    MetricImport(List<Metric> metrics, Measures measures, Spelling spelling, Set<String> custom) {
        this.custom = Set.copyOf(custom);
        this.measures = measures;
        this.spelling = spelling;
        for (var metric : metrics) {
            if (definitions.putIfAbsent(metric.name(), metric) == null) ids.of(metric.name());
            else metric.line().not("there is another metric of this name");
        }
    }

    /// Documents in the order in which they were made, parts before wholes.
    List<Map<String, Object>> documents() {
        definitions.keySet().forEach(this::facts);
        return List.copyOf(documents.values());
    }

    Map<String, Facts> known() {
        Map<String, Facts> came = new LinkedHashMap<>();
        known.forEach((name, facts) -> {
            if (facts != null) came.put(name, facts);
        });
        return came;
    }

    @Nullable
    Facts facts(String name) {
        if (known.containsKey(name)) return known.get(name);
        var metric = definitions.get(name);
        if (metric == null) return null;
        if (!open.add(name)) {
            metric.line().not("it is computed from itself");
            return null;
        }
        Map<String, Object> document = EntityImport.common(ids.of(name), "metric", name, metric.told());
        var before = Set.copyOf(documents.keySet());
        var facts = fill(metric, document);
        open.remove(name);
        if (!metric.line().came()) facts = null;
        if (facts == null) documents.keySet().removeIf(id -> !before.contains(id) && !whole(id));
        known.put(name, facts);
        if (facts == null) return null;
        if (metric.grain() != null)
            metric.line()
                    .roughly("its default granularity is " + metric.grain() + "; ask for it: there is no default here");
        if (!facts.id().equals(name)) metric.line().remark("its id is " + facts.id());
        documents.put(facts.id(), document);
        return facts;
    }

    /// Whether a document is a metric of the project rather than a part that was made for one.
    private boolean whole(String id) {
        return known.values().stream()
                .anyMatch(facts -> facts != null && facts.id().equals(id));
    }

    private @Nullable Facts fill(Metric metric, Map<String, Object> document) {
        return switch (metric.kind()) {
            case Kind.Simple(Input of) -> simple(metric, of, document);
            case Kind.Ratio(Input numerator, Input denominator) -> ratio(metric, numerator, denominator, document);
            case Kind.Derived(String expression, List<Input> inputs) -> derived(metric, expression, inputs, document);
            case Kind.Cumulative cumulative -> cumulative(metric, cumulative, document);
            case Kind.Conversion conversion -> Conversions.fill(this, metric, conversion, document);
            case Kind.Unreadable(String why) -> {
                metric.line().not(why);
                yield null;
            }
        };
    }

    private @Nullable Facts simple(Metric metric, Input of, Map<String, Object> document) {
        var lodged = lodged(of, metric.line());
        if (lodged == null) return null;
        var filters = filters(metric.line(), both(of.filters(), metric.filters()), List.of(measures.home(lodged)));
        if (filters == null) return null;
        document.put("fill", filling(of.fill(), of.gaps(), metric.line()));
        document.put("execution", measures.execution(lodged, filters, metric.line()));
        if (of.gaps()
                && both(of.filters(), metric.filters()).stream().anyMatch(text -> text.contains(Spelling.METRIC_TIME)))
            metric.line().roughly("a filter on metric_time restricts the rows, not the moments that are filled");
        return facts(metric, List.of(measures.home(lodged)), of.gaps() ? View.GAPS : View.ROWS);
    }

    Facts facts(Metric metric, List<Home> homes, View view) {
        var grain =
                metric.grain() == null ? null : Moments.grain(metric.grain()).orElse(null);
        return new Facts(ids.of(metric.name()), List.copyOf(new LinkedHashSet<>(homes)), grain, view);
    }

    @Nullable
    Lodged lodged(Input input, Ledger.Line line) {
        var lodged = measures.find(input);
        if (lodged == null) line.not("measure '" + input.name() + "' is in none of the imported models");
        return lodged;
    }

    static Map<String, Object> filling(@Nullable String value, boolean gaps, Ledger.Line line) {
        Map<String, Object> fill = new LinkedHashMap<>();
        if (value != null) {
            try {
                fill.put("value", new java.math.BigDecimal(value));
            } catch (NumberFormatException e) {
                line.not("fill_nulls_with '" + value + "' is not a number");
            }
        }
        if (gaps) fill.put("gaps", true);
        return fill;
    }

    static List<String> both(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /// @return null when one of them could not be spelled, which is noted
    @Nullable
    List<String> filters(Ledger.Line line, List<String> texts, List<Home> homes) {
        List<String> spelled = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (var text : texts) spelling.filter(text, homes, said).ifPresent(spelled::add);
        if (spelled.size() == texts.size()) return spelled;
        line.not("its filter cannot be written here: " + String.join(", ", said));
        return null;
    }

    private @Nullable Facts ratio(Metric metric, Input numerator, Input denominator, Map<String, Object> document) {
        var above = part(metric, numerator, "numerator");
        var below = part(metric, denominator, "denominator");
        if (above == null || below == null) return null;
        document.put("execution", Map.of("ratio", ordered("numerator", above.id(), "denominator", below.id())));
        List<Home> homes = new ArrayList<>(above.homes());
        homes.addAll(below.homes());
        return facts(metric, homes, above.view().and(below.view()));
    }

    /// The metric itself, or a new one where the input or the whole restricts it further.
    private @Nullable Facts part(Metric whole, Input input, String role) {
        var base = input(whole, input);
        var filters = both(input.filters(), whole.filters());
        if (input.offset() != null || input.startOf() != null) {
            whole.line().not("an offset in a ratio");
            return null;
        }
        if (base == null || filters.isEmpty()) return base;
        var spelled = filters(whole.line(), filters, base.homes());
        if (spelled == null) return null;
        var id = helper(whole, input.alias() == null ? ids.of(whole.name()) + "_" + role : input.alias(), role);
        id.put("execution", ordered("metric", base.id(), "filters", spelled));
        return new Facts(String.valueOf(id.get("id")), base.homes(), base.stated(), base.view());
    }

    @Nullable
    Facts input(Metric whole, Input input) {
        var facts = input.isMeasure() ? measured(whole, input, List.of()) : facts(input.name());
        if (facts == null && whole.line().came())
            whole.line()
                    .not(
                            definitions.containsKey(input.name()) || input.isMeasure()
                                    ? "'" + input.name() + "', which it is made of, did not come over"
                                    : "metric '" + input.name() + "' is not defined");
        return facts;
    }

    /// The metric of a measure: one that is nothing else, or a new one.
    @Nullable
    Facts measured(Metric whole, Input input, List<String> more) {
        var lodged = lodged(input, whole.line());
        if (lodged == null) return null;
        var filters = both(input.filters(), more);
        if (filters.isEmpty() && input.measure() == null)
            for (var metric : definitions.values())
                if (metric.kind() instanceof Kind.Simple(Input of)
                        && of.name().equals(input.name())
                        && of.measure() == null
                        && of.filters().isEmpty()
                        && of.fill() == null
                        && !of.gaps()
                        && metric.filters().isEmpty()
                        && facts(metric.name()) != null) return facts(metric.name());
        var spelled = filters(whole.line(), filters, List.of(measures.home(lodged)));
        if (spelled == null) return null;
        var wish = filters.isEmpty()
                ? lodged.measure().name()
                : ids.of(whole.name()) + "_" + lodged.measure().name();
        var document = helper(whole, wish, lodged.measure().name());
        document.put("execution", measures.execution(lodged, spelled, whole.line()));
        return new Facts(String.valueOf(document.get("id")), List.of(measures.home(lodged)), null, View.ROWS);
    }

    /// A document that the foreign project did not name.
    Map<String, Object> helper(Metric whole, String wish, String role) {
        var id = ids.fresh(wish);
        var document = EntityImport.common(
                id,
                "metric",
                whole.name() + ": " + role,
                new Told("Part of " + whole.name() + ".", null, List.of("imported_part"), null));
        documents.put(id, document);
        return document;
    }

    private @Nullable Facts derived(
            Metric metric, String expression, List<Input> inputs, Map<String, Object> document) {
        var reading = Arithmetic.read(expression);
        if (reading.error() != null) {
            metric.line().not("its expression is more than arithmetic: " + reading.error());
            return null;
        }
        Map<String, Object> written = new LinkedHashMap<>();
        List<Home> homes = new ArrayList<>();
        var view = View.ROWS;
        Amount late = null;
        for (var input : inputs) {
            var base = input(metric, input);
            if (base == null) return null;
            var filters = filters(metric.line(), both(input.filters(), metric.filters()), base.homes());
            if (filters == null || !offset(metric, input)) return null;
            var moved = input.offset() != null || input.startOf() != null;
            view = view.and(moved ? base.view().moved() : base.view());
            homes.addAll(base.homes());
            if (inputs.size() == 1 && Facts.NOT_LATE.equals(base.late()) && input.offset() != null)
                late = Amount.parse(input.offset()).orElse(null);
            if (!moved && filters.isEmpty() && input.as().equals(base.id())) continue;
            Map<String, Object> one = ordered("metric", base.id(), "filters", filters);
            if (input.offset() != null) one.put("offset", input.offset());
            if (input.startOf() != null) one.put("start_of", input.startOf());
            written.put(input.as(), one);
        }
        document.put("execution", ordered("derived", expression.strip(), "inputs", written));
        return facts(metric, homes, view).late(late);
    }

    private boolean offset(Metric metric, Input input) {
        if (input.offset() != null && !AMOUNT.matcher(input.offset()).matches() && !ofCalendar(input.offset()))
            metric.line().not("an offset of '" + input.offset() + "', which is no period of any calendar");
        if (input.startOf() != null && Moments.grain(input.startOf()).isEmpty())
            metric.line().not("an offset to '" + input.startOf() + "', which is no period of the common calendar");
        return metric.line().came();
    }

    /// `1 fiscal_month`, of a granularity that a time spine has.
    private boolean ofCalendar(String amount) {
        var parts = amount.strip().split("\\s+", -1);
        return parts.length == 2 && parts[0].matches("[1-9]\\d{0,4}") && custom.contains(parts[1]);
    }

    private @Nullable Facts cumulative(Metric metric, Kind.Cumulative cumulative, Map<String, Object> document) {
        var of = cumulative.of();
        if (both(of.filters(), metric.filters()).stream().anyMatch(text -> text.contains(Spelling.METRIC_TIME))) {
            metric.line().not("a filter on metric_time restricts the moments there, and would restrict the rows here");
            return null;
        }
        var base = of.isMeasure() ? measured(metric, of, metric.filters()) : part(metric, of, "base");
        if (base == null) return null;
        var window = cumulative.window();
        if (window != null && !AMOUNT.matcher(window).matches())
            metric.line().not("a window of '" + window + "', which is no period of the common calendar");
        if (cumulative.toDate() != null && Moments.grain(cumulative.toDate()).isEmpty())
            metric.line()
                    .not("a grain to date '" + cumulative.toDate() + "', which is no period of the common calendar");
        document.put("fill", filling(of.fill(), of.gaps(), metric.line()));
        Map<String, Object> execution = ordered("cumulative", base.id(), "window", window);
        execution.put("to_date", cumulative.toDate());
        execution.put("bucket_value", cumulative.bucket());
        document.put("execution", execution);
        var filled = of.gaps() || of.fill() != null;
        return facts(metric, base.homes(), View.WINDOW).late(filled ? null : Facts.NOT_LATE);
    }

    static Map<String, Object> ordered(String first, @Nullable Object one, String second, @Nullable Object two) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (one != null) map.put(first, one);
        if (two != null) map.put(second, two);
        return map;
    }
}
