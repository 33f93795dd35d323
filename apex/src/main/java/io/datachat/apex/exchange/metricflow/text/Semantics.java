package io.datachat.apex.exchange.metricflow.text;

import io.datachat.apex.exchange.ledger.Ledger;
import io.datachat.apex.problem.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a MetricFlow project says, whichever way it was spelled. Names are as they were written.
public final class Semantics {
    final List<Model> models = new ArrayList<>();
    final List<Metric> metrics = new ArrayList<>();
    final List<SavedQuery> queries = new ArrayList<>();
    final List<Spine> spines = new ArrayList<>();

    public List<Model> models() {
        return models;
    }

    public List<Metric> metrics() {
        return metrics;
    }

    public List<SavedQuery> queries() {
        return queries;
    }

    public List<Spine> spines() {
        return spines;
    }

    /// @param table `schema.table`, as far as it was stated
    /// @param primary the name of the entity of its rows; null when nothing says it
    /// @param time the default aggregation time dimension
    public record Model(
            Ledger.Line line,
            String name,
            Told told,
            String table,
            @Nullable String primary,
            @Nullable String time,
            List<EntityKey> keys,
            List<Dimension> dimensions,
            List<Measure> measures) {
        public @Nullable Dimension dimension(String wanted) {
            for (var dimension : dimensions) if (dimension.name.equals(wanted)) return dimension;
            return null;
        }

        public @Nullable EntityKey key(String wanted) {
            for (var key : keys) if (key.name.equals(wanted)) return key;
            return null;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        /// The names before `__` under which its own dimensions are known.
        public boolean owns(String entity) {
            var key = key(entity);
            return entity.equals(primary) || (key != null && key.type != KeyType.FOREIGN);
        }

        public @Nullable Dimension partition() {
            for (var dimension : dimensions) if (dimension.partition) return dimension;
            return null;
        }

        public @Nullable Dimension validity(Validity which) {
            for (var dimension : dimensions) if (dimension.validity == which) return dimension;
            return null;
        }
    }

    public record Told(
            @Nullable String description,
            @Nullable String label,
            List<String> tags,
            @Nullable String owner) {}

    public enum KeyType {
        PRIMARY,
        UNIQUE,
        NATURAL,
        FOREIGN
    }

    public record EntityKey(Ledger.Line line, String name, KeyType type, String expression) {}

    public enum Validity {
        NONE,
        START,
        END
    }

    /// @param grain its natural grain, for dimensions of time
    public record Dimension(
            Ledger.Line line,
            String name,
            String expression,
            @Nullable String grain,
            boolean partition,
            Validity validity,
            Told told) {
        public boolean time() {
            return grain != null;
        }
    }

    /// @param expression null only where `agg: count` counts rows
    /// @param time       a time dimension of the model; null means the model's
    public record Measure(
            Place place,
            String name,
            String aggregation,
            String expression,
            @Nullable String time,
            @Nullable Percentile percentile,
            @Nullable NonAdditive nonAdditive,
            boolean makesMetric,
            Told told) {}

    public record Percentile(String fraction, boolean discrete, boolean approximate) {}

    public record NonAdditive(String dimension, boolean last, List<String> per) {}

    public record Metric(
            Ledger.Line line,
            String name,
            Told told,
            List<String> filters,
            @Nullable String grain,
            Kind kind) {}

    public sealed interface Kind {
        record Simple(Input of) implements Kind {}

        record Ratio(Input numerator, Input denominator) implements Kind {}

        record Derived(String expression, List<Input> inputs) implements Kind {}

        /// @param bucket first, last or average
        record Cumulative(
                Input of, @Nullable String window, @Nullable String toDate, String bucket) implements Kind {}

        /// @param constant names of the base model and of the other, alternating
        record Conversion(
                Input base,
                Input conversion,
                String entity,
                @Nullable String window,
                boolean rate,
                List<List<String>> constant)
                implements Kind {}

        record Unreadable(String why) implements Kind {}
    }

    /// A metric or measure that another metric is made of.
    ///
    /// @param measure when it is a measure stated in place: simple metrics of the latest spelling
    public record Input(
            String name,
            boolean isMeasure,
            @Nullable Measure measure,
            @Nullable String alias,
            List<String> filters,
            @Nullable String offset,
            @Nullable String startOf,
            @Nullable String fill,
            boolean gaps) {
        public String as() {
            return alias == null ? name : alias;
        }
    }

    public record SavedQuery(
            Ledger.Line line,
            String name,
            Told told,
            List<String> metrics,
            List<String> groupBy,
            List<String> where,
            List<String> order,
            @Nullable String limit) {}

    /// @param periods pairs of name and column
    public record Spine(Ledger.Line line, String table, String column, String grain, List<List<String>> periods) {}
}
