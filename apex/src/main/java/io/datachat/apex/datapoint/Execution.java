package io.datachat.apex.datapoint;

import io.datachat.apex.time.Grain;
import io.datachat.apex.yaml.Yaml;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a metric is computed. The keys present in the YAML tell which form it is.
public sealed interface Execution {
    /// `aggregation:` over an entity's rows.
    ///
    /// @param expression SQL over the entity's columns and, by path, columns it belongs to: `quantity *
    /// product.price`; null only for `count`
    /// @param filters    SQL conditions, all of which must hold
    /// @param time       the column (or path) of time; null means the entity's
    /// @param percentile from 0 to 1, for aggregation `percentile` only
    /// @param discrete   takes a percentile or median from the values that occur instead of interpolating
    /// @param approximate allows the engine's sketch instead of the exact count or percentile
    /// @param snapshot   for values that do not add up over time, such as balances
    @Yaml.ToldBy("aggregation")
    record Measure(
            String entity,
            Aggregation aggregation,
            @Nullable String expression,
            List<String> filters,
            @Nullable String time,
            @Nullable BigDecimal percentile,
            boolean discrete,
            boolean approximate,
            boolean nullWithoutRows,
            @Nullable Snapshot snapshot)
            implements Execution {
        /// All rows count, and the aggregation says all.
        public static Measure plain(
                String entity,
                Aggregation aggregation,
                @Nullable String expression,
                List<String> filters,
                @Nullable String time) {
            return new Measure(entity, aggregation, expression, filters, time, null, false, false, false, null);
        }
    }

    enum Aggregation {
        SUM,
        COUNT,
        COUNT_DISTINCT,
        MIN,
        MAX,
        AVG,
        MEDIAN,
        PERCENTILE
    }

    /// Only the rows of one moment count: the first or last that has rows, in each bucket of time that is asked
    /// for.
    ///
    /// @param per  expressions; each combination of their values has a moment of its own: `[customer_id]`
    /// @param time the column of that moment; null means the measure's time
    record Snapshot(Take take, List<String> per, @Nullable String time) {}

    enum Take {
        FIRST,
        LAST
    }

    /// `metric:` and `filters:`, another metric restricted further; filters are paths from that metric's entity.
    @Yaml.ToldBy("metric")
    record Filtered(String metric, List<String> filters) implements Execution {}

    /// `ratio:` of two metrics: a double, null where the denominator is zero or null.
    @Yaml.ToldBy(value = "ratio", nested = true)
    record Ratio(String numerator, String denominator) implements Execution {}

    /// `derived:`, arithmetic over metric ids and the names of inputs: `revenue - revenue_last_year`.
    @Yaml.ToldBy("derived")
    record Derived(@Yaml.Key("derived") String expression, List<Input> inputs) implements Execution {}

    /// Another name for a metric within one expression, moved in time or restricted.
    ///
    /// @param offset  looks this far back: `14 days`, `1 month`
    /// @param startOf looks at the first moment of the month, year … instead
    @Yaml.Keyed
    record Input(
            String name,
            String metric,
            @Nullable String offset,
            @Nullable Grain startOf,
            List<String> filters) {}

    /// `cumulative:` over a metric: everything up to each moment, the last so long, or since the start of a period.
    ///
    /// @param metric      its measures are accumulated
    /// @param window      `7 days`; with neither this nor `toDate` all time counts
    /// @param toDate      accumulates from the start of the month, year …
    /// @param bucketValue which moment stands for a bucket that is coarser than the moments
    @Yaml.ToldBy("cumulative")
    record Cumulative(
            @Yaml.Key("cumulative") String metric,
            @Nullable String window,
            @Nullable Grain toDate,
            @Yaml.Absent("last") BucketValue bucketValue)
            implements Execution {}

    enum BucketValue {
        FIRST,
        LAST,
        AVERAGE
    }

    /// `conversion:` of one metric's rows into another's: each row of `to` counts for the latest row of `from` at
    /// or before it.
    ///
    /// @param from   the metric of the opportunities; its dimensions and time slice the answer
    /// @param to     the metric of what they turn into
    /// @param on     what must be equal: column of the entity of `from` to column of the entity of `to`
    /// @param window how long before the conversion the opportunity may lie; null means any time
    @Yaml.ToldBy(value = "conversion", nested = true)
    record Conversion(
            String from,
            String to,
            List<DataPoint.JoinColumns> on,
            @Nullable String window,
            @Yaml.Absent("rate") ConversionValue value)
            implements Execution {}

    enum ConversionValue {
        /// Conversions per opportunity.
        RATE,
        COUNT
    }

    /// `sql_template:` with `{placeholders}`.
    ///
    /// @param result the declared columns; needed when the text cannot be read
    /// @param rows   how many there are; others are pointed out
    @Yaml.ToldBy("sql_template")
    record Template(
            @Nullable String database,
            String sqlTemplate,
            List<Parameter> parameters,
            List<BackendVariant> backendVariants,
            List<ResultColumn> result,
            @Nullable RowCount rows)
            implements Execution {
        /// The variant written for a backend, else the template itself.
        public String in(String backend) {
            return backendVariants.stream()
                    .filter(variant -> variant.backend().equals(backend))
                    .map(BackendVariant::sql)
                    .findFirst()
                    .orElse(sqlTemplate);
        }
    }

    /// Both ends belong to it; without one it is open.
    record RowCount(@Nullable Long from, @Nullable Long to) {}

    @Yaml.Keyed
    record BackendVariant(String backend, String sql) {}

    @Yaml.Keyed
    record ResultColumn(String name, String type) {}

    /// @param allowed the only values; for `enum` it is required and each must be a keyword or name
    /// @param min     smallest value, as text of the type
    @Yaml.Keyed
    record Parameter(
            String name,
            ParameterType type,
            boolean required,
            @Yaml.Key("default") @Nullable Object defaultValue,
            List<String> allowed,
            @Nullable String min,
            @Nullable String max,
            @Nullable ParameterType items) {}

    enum ParameterType {
        ENUM,
        STRING,
        INT,
        DECIMAL,
        BOOLEAN,
        DATE,
        TIMESTAMP,
        LIST
    }
}
