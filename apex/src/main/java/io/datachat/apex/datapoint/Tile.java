package io.datachat.apex.datapoint;

import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.yaml.Yaml;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One question of a dashboard: all that a request for metrics can say.
///
/// @param title   what stands above it, unique within the dashboard; null means the dashboard's name
/// @param grain   short for a first dimension `time` at this grain
/// @param filters each as after `--where`, or `{field, op, values}`
/// @param where   SQL conditions over dimensions
public record Tile(
        @Nullable String title,
        List<String> metrics,
        List<TileDimension> dimensions,
        @Nullable String grain,
        @Nullable TilePeriod period,
        List<TileFilter> filters,
        List<String> where,
        List<TileOrder> order,
        @Nullable Integer limit,
        @Yaml.Absent("none") Compare compare,
        boolean gaps,
        boolean shares,
        boolean extremes,
        @Nullable TileTop top,
        @Nullable String zone,
        @Nullable String targetDatabase,
        List<TileParameter> parameters,
        boolean includeProposed) {
    /// @param name a path or a bare name; with a grain behind a colon when it is written as one text
    public record TileDimension(String name, @Nullable String grain) {}

    /// Words such as `last month`, or two ends of which the second is not included.
    public record TilePeriod(
            @Nullable String words,
            @Nullable String from,
            @Nullable String to) {}

    /// @param field the whole condition when nothing else is said
    /// @param op    a word such as `not_in` or a sign such as `>=`; null means equal, or one of several values
    public record TileFilter(
            String field,
            @Nullable String op,
            List<Object> values,
            @Nullable Object value) {
        /// Whether it is one text as after `--where`.
        public boolean text() {
            return op == null && values.isEmpty() && value == null;
        }
    }

    /// @param field a metric or dimension of the tile; with a minus before it when it is written as one text
    public record TileOrder(String field, boolean descending) {}

    /// The values of one dimension that stay, and one row for all others.
    ///
    /// @param count     how many stay
    /// @param metric    of the tile: its largest values stay
    /// @param dimension of the tile, by its name there or by its column
    public record TileTop(int count, String metric, String dimension) {}

    /// @param value a text, number, truth value or a list
    @Yaml.Keyed
    public record TileParameter(String name, Object value) {}
}
