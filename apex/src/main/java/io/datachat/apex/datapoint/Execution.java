package io.datachat.apex.datapoint;

import io.datachat.apex.yaml.Yaml;
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
    @Yaml.ToldBy("aggregation")
    record Measure(
            String entity,
            Aggregation aggregation,
            @Nullable String expression,
            List<String> filters,
            @Nullable String time)
            implements Execution {}

    enum Aggregation {
        SUM,
        COUNT,
        COUNT_DISTINCT,
        MIN,
        MAX,
        AVG
    }

    /// `metric:` and `filters:`, another metric restricted further; filters are paths from that metric's entity.
    @Yaml.ToldBy("metric")
    record Filtered(String metric, List<String> filters) implements Execution {}

    /// `ratio:` of two metrics: a double, null where the denominator is zero or null.
    @Yaml.ToldBy(value = "ratio", nested = true)
    record Ratio(String numerator, String denominator) implements Execution {}

    /// `derived:`, arithmetic over metric ids: `revenue - refunded`.
    @Yaml.ToldBy("derived")
    record Derived(@Yaml.Key("derived") String expression) implements Execution {}

    /// `sql_template:` with `{placeholders}`.
    ///
    /// @param result the declared columns; needed when the text cannot be read
    @Yaml.ToldBy("sql_template")
    record Template(
            @Nullable String database,
            String sqlTemplate,
            List<Parameter> parameters,
            List<BackendVariant> backendVariants,
            List<ResultColumn> result)
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
