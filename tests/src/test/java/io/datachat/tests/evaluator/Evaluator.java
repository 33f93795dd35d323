package io.datachat.tests.evaluator;

import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.time.Grain;
import io.datachat.tests.evaluator.Scope.Row;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers a question from rows in memory and from the definitions alone, as docs/values.md says. Slow on purpose.
public final class Evaluator {
    private final Definitions definitions;
    private final Scope scope;
    private final Fields fields;
    private final Metrics metrics;
    private final ZoneId projectZone;

    /// @param opened for each metric that is written as a template: the measure that it is
    public Evaluator(Library library, Map<String, Execution.Measure> opened, Rows rows, ZoneId projectZone) {
        definitions = new Definitions(library, opened);
        var chains = new Chains(definitions);
        scope = new Scope(definitions, chains, rows);
        fields = new Fields(definitions, chains);
        metrics = new Metrics(definitions, scope, rows);
        this.projectZone = projectZone;
    }

    public Truth answer(MetricQuery query) {
        try {
            return new Question(query).answer();
        } catch (Unanswerable refused) {
            return new Truth.Refusal(String.valueOf(refused.getMessage()));
        }
    }

    private final class Question {
        private final MetricQuery query;
        private final List<Dimension> dimensions;
        private final Grouping grouping;
        private final List<Window> windows = new ArrayList<>();
        private final List<Map<Leaf, Map<List<@Nullable Object>, List<Row>>>> sides = new ArrayList<>();

        Question(MetricQuery query) {
            this.query = query;
            dimensions = new ArrayList<>();
            if (query.grain() != null) dimensions.add(new Dimension(MetricQuery.TIME, query.grain()));
            dimensions.addAll(query.dimensions());
            var zone = query.zone() == null ? projectZone : query.zone();
            grouping = new Grouping(definitions, scope, fields, new Grouping.Question(query, dimensions, zone));
        }

        Truth answer() {
            var now = Window.now(query);
            windows.add(now);
            if (query.compare() != Compare.NONE) windows.add(now.previous(query.compare(), timeGrain()));
            for (var window : windows) sides.add(side(window));
            var rows = new ArrayList<List<@Nullable Object>>();
            for (var key : keys()) rows.add(row(key));
            var order = order();
            rows.sort(new RowOrder(order));
            return new Truth.Answer(dimensions.size(), exact(), rows, order, query.limit());
        }

        private @Nullable Grain timeGrain() {
            return dimensions.stream()
                    .filter(dimension -> Fields.isTime(dimension.name()))
                    .map(Dimension::grain)
                    .filter(Grain.class::isInstance)
                    .map(Grain.class::cast)
                    .findFirst()
                    .orElse(null);
        }

        private Map<Leaf, Map<List<@Nullable Object>, List<Row>>> side(Window window) {
            var side = new LinkedHashMap<Leaf, Map<List<@Nullable Object>, List<Row>>>();
            for (var metric : query.metrics()) {
                for (var leaf : metrics.leaves(metric)) {
                    if (!side.containsKey(leaf)) side.put(leaf, grouping.groups(leaf, window));
                }
            }
            return side;
        }

        /// Every group in which some measure has a row; without dimensions the one group, whatever the data.
        private Set<List<@Nullable Object>> keys() {
            var keys = new LinkedHashSet<List<@Nullable Object>>();
            if (dimensions.isEmpty()) keys.add(new ArrayList<@Nullable Object>());
            for (var side : sides) {
                for (var groups : side.values()) keys.addAll(groups.keySet());
            }
            return keys;
        }

        private List<@Nullable Object> row(List<@Nullable Object> key) {
            var row = new ArrayList<@Nullable Object>(key);
            for (var metric : query.metrics()) {
                var value = value(metric, 0, key);
                row.add(value);
                if (sides.size() > 1) {
                    var previous = value(metric, 1, key);
                    var change = Values.minus(value, previous);
                    row.add(previous);
                    row.add(change);
                    row.add(Values.over(Values.times(BigDecimal.valueOf(100), change), previous));
                }
            }
            return row;
        }

        private @Nullable Object value(String metric, int side, List<@Nullable Object> key) {
            return metrics.value(metric, leaf -> {
                var groups = sides.get(side).get(leaf);
                var group = groups == null ? null : groups.get(key);
                return group == null ? List.of() : group;
            });
        }

        private List<Boolean> exact() {
            var exact = new ArrayList<Boolean>();
            for (var _ : dimensions) exact.add(true);
            for (var metric : query.metrics()) {
                var numbers = metrics.exact(metric);
                exact.add(numbers);
                if (sides.size() > 1) exact.addAll(List.of(numbers, numbers, false));
            }
            return exact;
        }

        private List<Truth.Key> order() {
            var keys = new ArrayList<Truth.Key>();
            for (var order : query.order()) keys.add(new Truth.Key(column(order.field()), order.descending()));
            for (var at = 0; at < dimensions.size(); at++) keys.add(new Truth.Key(at, false));
            return keys;
        }

        private int column(String field) {
            for (var at = 0; at < dimensions.size(); at++) {
                var dimension = dimensions.get(at);
                if (dimension.name().equals(field)) return at;
                if (at == 0 && query.grain() != null && query.grain().word().equals(field)) return at;
            }
            var metric = query.metrics().indexOf(field);
            if (metric < 0) throw new Unanswerable("order by " + field + ", which was not asked for");
            return dimensions.size() + metric * (sides.size() > 1 ? 4 : 1);
        }
    }
}
