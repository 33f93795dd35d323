package io.datachat.tests.evaluator;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.TimeCut;
import io.datachat.tests.evaluator.Scope.Row;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One question on its way to an answer.
final class Question {
    private final World world;
    private final MetricQuery query;
    private final ZoneId zone;
    private final List<Dimension> dimensions = new ArrayList<>();
    private final List<Formula> formulas = new ArrayList<>();
    private final @Nullable Kept kept;
    private final Grouping grouping;
    private final Aggregates aggregates;

    /// What all questions share.
    record World(Definitions definitions, Scope scope, Fields fields, Metrics metrics) {}

    /// The groups of every measure in one period.
    private record Side(Map<Leaf, Map<List<@Nullable Object>, List<List<Row>>>> groups) {}

    Question(World world, MetricQuery query, ZoneId zone) {
        this.world = world;
        this.query = query;
        this.zone = zone;
        if (query.grain() != null) dimensions.add(new Dimension(MetricQuery.TIME, query.grain()));
        dimensions.addAll(query.dimensions());
        for (var metric : query.metrics()) formulas.add(world.metrics.formula(metric));
        kept = query.framing().top() == null ? null : kept(query.framing().top());
        grouping = grouping(dimensions, kept);
        aggregates = new Aggregates(world.definitions, world.scope);
    }

    private Grouping grouping(List<Dimension> by, @Nullable Kept values) {
        return new Grouping(
                world.definitions, world.scope, world.fields, new Grouping.Question(query, by, zone, values));
    }

    /// The first values of the question that asks for the metric by the dimension alone.
    private Kept kept(MetricQuery.Top top) {
        if (!query.metrics().contains(top.metric())) throw new Unanswerable("ranked by what was not asked");
        if (top.count() < 1) throw new Unanswerable("a top of nothing");
        var at = named(top.dimension());
        if (at < 0) throw new Unanswerable("no dimension " + top.dimension());
        if (Fields.isTime(dimensions.get(at).name())) throw new Unanswerable("no top of times");
        if (inexact(at)) throw new Unanswerable("no top of doubles");
        var ranking = new MetricQuery(
                List.of(top.metric()),
                List.of(dimensions.get(at)),
                null,
                query.period(),
                query.filters(),
                query.where(),
                List.of(new MetricQuery.Order(top.metric(), true)),
                null,
                Compare.NONE,
                query.zone(),
                null,
                query.parameters(),
                query.includeProposed(),
                MetricQuery.Framing.PLAIN);
        var first = new Question(world, ranking, zone);
        var rows = first.rows();
        rows.sort(new RowOrder(first.order()));
        var values = new ArrayList<@Nullable Object>();
        for (var row : rows.subList(0, Math.min(top.count(), rows.size()))) values.add(row.getFirst());
        return new Kept(at, values);
    }

    private boolean inexact(int dimension) {
        var last = dimensions.get(dimension).name();
        last = last.substring(last.lastIndexOf('.') + 1);
        return world.definitions.hasMetric(last)
                && dimensions.get(dimension).name().contains(".")
                && !world.metrics.exact(world.metrics.formula(last));
    }

    /// By its column, else by its name.
    private int named(String field) {
        for (var at = 0; at < dimensions.size(); at++)
            if (column(dimensions.get(at)).equals(field)) return at;
        for (var at = 0; at < dimensions.size(); at++)
            if (dimensions.get(at).name().equals(field)) return at;
        return -1;
    }

    private static String column(Dimension dimension) {
        var cut = dimension.grain();
        if (Fields.isTime(dimension.name())) return cut == null ? dimension.name() : cut.word();
        return cut == null ? dimension.name() : dimension.name() + "_" + cut.word();
    }

    private int width() {
        return dimensions.size() + (kept == null ? 0 : 1);
    }

    private int place(int dimension) {
        return kept == null ? dimension : kept.place(dimension);
    }

    Truth answer() {
        var rows = rows();
        var order = query.framing().extremes() ? List.<Truth.Key>of() : order();
        rows.sort(new RowOrder(order));
        var leading = query.framing().extremes() ? 2 * dimensions.size() : width();
        return new Truth.Answer(leading, exact(leading), rows, order, query.limit());
    }

    List<List<@Nullable Object>> rows() {
        check();
        if (query.metrics().isEmpty()) return query.framing().extremes() ? extremes() : new ArrayList<>(values());
        var sides = new ArrayList<Side>();
        for (var window : windows()) sides.add(side(grouping, window));
        var totals = query.framing().shares()
                ? side(grouping(List.of(), null), windows().getFirst())
                : null;
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var key : keys(sides)) rows.add(row(key, sides, totals));
        return rows;
    }

    private void check() {
        for (var dimension : dimensions)
            if (dimension.grain() instanceof TimeCut.Custom(String word)
                    && world.definitions.period(word).isEmpty()) throw new Unanswerable("no calendar has " + word);
        if (dimensions.stream().anyMatch(dimension -> undeclared(dimension.grain()))
                || formulas.stream().flatMap(Formula::leaves).anyMatch(leaf -> undeclared(leaf.lens())))
            throw new Unanswerable("no fiscal year is declared");
        var framing = query.framing();
        if (framing.top() != null && query.metrics().isEmpty()) throw new Unanswerable("ranked by nothing");
        if (framing.extremes() && !query.metrics().isEmpty()) throw new Unanswerable("extremes go without metrics");
        if (framing.gaps() && timeCuts().isEmpty()) throw new Unanswerable("gaps are gaps of time");
        if (!framing.shares()) return;
        if (dimensions.isEmpty() || query.metrics().isEmpty()) throw new Unanswerable("nothing divides the whole");
        if (formulas.stream()
                .flatMap(Formula::leaves)
                .anyMatch(leaf -> !leaf.lens().plain())) throw new Unanswerable("no share of what looks at moments");
    }

    private boolean undeclared(@Nullable TimeCut cut) {
        return world.definitions.beginnings().fiscalMonth() == null && cut instanceof Grain grain && grain.fiscal();
    }

    private boolean undeclared(Lens lens) {
        return (lens.reach() instanceof Lens.Reach.Since(Grain grain) && undeclared(grain))
                || lens.moves().stream()
                        .anyMatch(move -> move instanceof Lens.Move.StartOf(Grain grain) && undeclared(grain));
    }

    private List<Window> windows() {
        var windows = new ArrayList<Window>();
        var now = Window.now(query);
        windows.add(now);
        if (query.compare() != Compare.NONE) windows.add(now.previous(query.compare(), timeGrain()));
        return windows;
    }

    private @Nullable Grain timeGrain() {
        return timeCuts().stream()
                .filter(Grain.class::isInstance)
                .map(Grain.class::cast)
                .findFirst()
                .orElse(null);
    }

    private List<TimeCut> timeCuts() {
        return dimensions.stream()
                .filter(dimension -> Fields.isTime(dimension.name()))
                .map(Dimension::grain)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private Side side(Grouping by, Window window) {
        var side = new LinkedHashMap<Leaf, Map<List<@Nullable Object>, List<List<Row>>>>();
        formulas.stream()
                .flatMap(Formula::leaves)
                .forEach(leaf -> side.computeIfAbsent(leaf, one -> by.groups(one, window)));
        return new Side(side);
    }

    /// Every group in which some measure has a row; without dimensions the one group, whatever the data.
    private Set<List<@Nullable Object>> keys(List<Side> sides) {
        var keys = new LinkedHashSet<List<@Nullable Object>>();
        if (dimensions.isEmpty()) keys.add(new ArrayList<@Nullable Object>());
        for (var side : sides) for (var groups : side.groups().values()) keys.addAll(groups.keySet());
        var gaps = query.framing().gaps() || formulas.stream().anyMatch(Formula::gaps);
        if (gaps && !timeCuts().isEmpty()) addEmptyBuckets(keys);
        return keys;
    }

    private void addEmptyBuckets(Set<List<@Nullable Object>> keys) {
        var moments = new Moments(world.definitions, world.scope, zone);
        var clock = Sight.clock(Lens.PLAIN, timeCuts());
        var window = Window.now(query);
        Moments.aligned(window, clock);
        if (conditionOnDimension()) return;
        var filled = new LinkedHashSet<List<@Nullable Object>>();
        for (var key : keys) filled.add(timesOf(key));
        for (var moment : moments.of(clock, window, times(moments))) {
            if (!holds(moment)) continue;
            var key = new ArrayList<@Nullable Object>();
            for (var dimension : dimensions)
                key.add(
                        Fields.isTime(dimension.name())
                                ? Grouping.normal(moments.cut(moment, Objects.requireNonNull(dimension.grain())))
                                : null);
            if (kept != null) key.add(kept.at() + 1, null);
            if (!filled.contains(timesOf(key))) keys.add(key);
        }
    }

    private List<@Nullable Object> timesOf(List<@Nullable Object> key) {
        var times = new ArrayList<@Nullable Object>();
        for (var at = 0; at < dimensions.size(); at++)
            if (Fields.isTime(dimensions.get(at).name())) times.add(key.get(place(at)));
        return times;
    }

    private boolean conditionOnDimension() {
        var named = new LinkedHashSet<String>();
        query.filters().forEach(filter -> named.add(filter.field()));
        world.definitions.read(query.where()).forEach(one -> named.addAll(Metrics.names(one)));
        return dimensions.stream()
                .anyMatch(dimension -> !Fields.isTime(dimension.name()) && named.contains(dimension.name()));
    }

    private boolean holds(LocalDateTime moment) {
        for (var filter : query.filters())
            if (Fields.isTime(filter.field()) && !Conditions.holds(filter, moment)) return false;
        for (var one : world.definitions.read(query.where()))
            if (Metrics.names(one).stream().allMatch(Fields::isTime) && !new Interpreter(_ -> moment).holds(one))
                return false;
        return true;
    }

    /// When the rows of all measures happened.
    private List<LocalDateTime> times(Moments moments) {
        var times = new ArrayList<LocalDateTime>();
        formulas.stream().flatMap(Formula::leaves).forEach(leaf -> {
            var entity = world.definitions.entity(leaf.measure().entity());
            var time = leaf.measure().time() != null ? leaf.measure().time() : entity.time();
            for (var row : world.scope.rows(entity)) {
                var at = time == null ? null : moments.local(world.scope.moment(time, row));
                if (at != null) times.add(at);
            }
        });
        return times;
    }

    private List<@Nullable Object> row(List<@Nullable Object> key, List<Side> sides, @Nullable Side totals) {
        var row = new ArrayList<@Nullable Object>(key);
        for (var formula : formulas) {
            var value = value(formula, sides.getFirst(), key);
            row.add(value);
            if (sides.size() > 1) {
                var previous = value(formula, sides.getLast(), key);
                var change = Values.minus(value, previous);
                row.add(previous);
                row.add(change);
                row.add(Values.over(Values.times(BigDecimal.valueOf(100), change), previous));
            }
            if (totals != null && value != null && !(value instanceof Number))
                throw new Unanswerable("no share of what is no number");
            if (totals != null) row.add(Values.over(value, value(formula, totals, List.of())));
        }
        return row;
    }

    private @Nullable Object value(Formula formula, Side side, List<@Nullable Object> key) {
        return world.metrics.value(formula, leaf -> {
            var groups = side.groups().get(leaf);
            var group = groups == null ? null : groups.get(key);
            if (group == null && !key.isEmpty() && leaf.aggregated().nullWithoutRows()) return null;
            return aggregates.value(leaf, group == null ? List.of() : group);
        });
    }

    /// The entity that leads to everything asked.
    private List<List<@Nullable Object>> values() {
        for (var dimension : dimensions) {
            if (Fields.isTime(dimension.name())) throw new Unanswerable("time by itself is not asked here");
            var root = world.fields.first(dimension.name());
            try {
                for (var other : dimensions)
                    if (world.fields.find(root, other.name()).overlaps()) throw new Unanswerable("to many");
            } catch (Unanswerable leadsNot) {
                continue;
            }
            return grouping.values(root, Window.now(query));
        }
        throw new Unanswerable("nothing leads to all of these dimensions");
    }

    private List<List<@Nullable Object>> extremes() {
        var values = values();
        var row = new ArrayList<@Nullable Object>();
        for (var at = 0; at < dimensions.size(); at++) {
            var place = at;
            var column = new ArrayList<Object>();
            for (var one : values) {
                var value = one.get(place);
                if (value != null) column.add(value);
            }
            row.add(column.stream().min(Values::compare).orElse(null));
            row.add(column.stream().max(Values::compare).orElse(null));
        }
        return new ArrayList<>(List.of(row));
    }

    private List<Boolean> exact(int leading) {
        var exact = new ArrayList<Boolean>();
        for (var at = 0; at < leading - (kept == null ? 0 : 1); at++) exact.add(!asDouble(at));
        if (kept != null) exact.add(kept.at() + 1, true);
        for (var formula : formulas) {
            var numbers = world.metrics.exact(formula);
            exact.add(numbers);
            if (query.compare() != Compare.NONE) exact.addAll(List.of(numbers, numbers, false));
            if (query.framing().shares()) exact.add(false);
        }
        return exact;
    }

    /// Whether a dimension is a metric, and so perhaps a double.
    private boolean asDouble(int column) {
        var at = query.framing().extremes() ? column / 2 : column;
        var name = dimensions.get(at).name();
        return world.definitions.hasMetric(name.substring(name.lastIndexOf('.') + 1));
    }

    private List<Truth.Key> order() {
        var keys = new ArrayList<Truth.Key>();
        var top = query.framing().top();
        if (top != null && query.order().isEmpty() && dimensions.size() == 1) {
            keys.add(new Truth.Key(1, false));
            keys.add(new Truth.Key(column(top.metric()), true));
        }
        for (var order : query.order()) keys.add(new Truth.Key(column(order.field()), order.descending()));
        for (var at = 0; at < width(); at++) keys.add(new Truth.Key(at, false));
        return keys;
    }

    private int column(String field) {
        for (var at = 0; at < dimensions.size(); at++) {
            var dimension = dimensions.get(at);
            if (dimension.name().equals(field)) return place(at);
            if (at == 0 && query.grain() != null && query.grain().word().equals(field)) return place(at);
            if (kept != null && kept.at() == at && (column(dimension) + "_other").equals(field)) return at + 1;
        }
        var metric = query.metrics().indexOf(field);
        if (metric < 0) throw new Unanswerable("order by " + field + ", which was not asked for");
        var width =
                1 + (query.compare() == Compare.NONE ? 0 : 3) + (query.framing().shares() ? 1 : 0);
        return width() + metric * width;
    }
}
