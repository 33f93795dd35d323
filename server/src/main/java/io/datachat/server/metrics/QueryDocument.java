package io.datachat.server.metrics;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The request as the OpenAPI document shows it; it is read by the engine's own reader, which tells every problem at
/// once.
@Introspected
@Schema(name = "MetricQuery")
record QueryDocument(
        @Schema(
                description = "Ids of metrics, in the order of the result's columns; without any, the distinct values"
                        + " of the dimensions",
                example = "[\"revenue\"]")
        @Nullable
        List<String> metrics,

        @Schema(description = "Group by these: a name, or {name, grain} for times") @Nullable
        List<ValueDocument> dimensions,

        @Schema(
                description =
                        "Short for a first dimension `time` at this grain: second, minute, hour, day, week, month,"
                            + " quarter, year, a part of the calendar such as day_of_week, or a period of a calendar",
                example = "month")
        @Nullable
        String grain,

        @Schema(
                description = "Words such as `last month`, or {from, to}: ISO dates, half-open",
                oneOf = {String.class, PeriodDocument.class})
        @Nullable
        Object period,

        @Nullable List<FilterDocument> filters,

        @Schema(
                description = "SQL conditions over dimensions, all of which must hold",
                example = "[\"region = 'North' or region = 'South'\"]")
        @Nullable
        List<String> where,

        @Schema(description = "Names, `-name` for descending", example = "[\"-revenue\"]") @Nullable
        List<ValueDocument> order,

        @Schema(minimum = "1") @Nullable Integer limit,

        @Schema(
                type = "string",
                allowableValues = {"none", "previous_period", "previous_year"})
        @Nullable
        String compare,

        @Schema(description = "The zone of days and of the period", example = "Europe/Berlin") @Nullable
        String zone,

        @Nullable String target_database,

        @Schema(description = "Values for the parameters of templates") @Nullable
        Map<String, ValueDocument> parameters,

        @Nullable Boolean include_proposed,

        @Schema(description = "Show times without any row as well") @Nullable
        Boolean gaps,

        @Schema(description = "Show each value's share of the whole") @Nullable
        Boolean shares,

        @Schema(description = "Smallest and largest value of each dimension instead of all; without metrics only")
        @Nullable
        Boolean extremes,

        @Schema(
                description = "Keep the values of one dimension that have the largest value of a metric over the whole"
                        + " period; all others are one row, told by the column `<dimension>_other`")
        @Nullable
        TopDocument top,

        @Schema(description = "Compile only: columns and receipt, no rows") @Nullable
        Boolean dry_run,

        @Nullable Boolean explain,

        @Schema(
                type = "string",
                allowableValues = {"json", "csv"})
        @Nullable
        String format,

        @Schema(description = "The clock of the question", example = "2025-03-01T12:00:00Z") @Nullable
        String as_of) {

    @Introspected
    @Schema(name = "Top")
    record TopDocument(
            @Schema(minimum = "1", maximum = "10000") int count,

            @Schema(description = "One of `metrics`", example = "revenue")
            String metric,

            @Schema(description = "One of `dimensions`", example = "region")
            String dimension) {}

    @Introspected
    @Schema(name = "Period")
    record PeriodDocument(
            @Schema(example = "2025-01-01") @Nullable String from,

            @Schema(description = "Not included", example = "2025-02-01") @Nullable
            String to) {}

    @Introspected
    @Schema(name = "Filter")
    record FilterDocument(
            @Schema(example = "region") String field,

            @Schema(
                    type = "string",
                    allowableValues = {
                        "eq",
                        "ne",
                        "in",
                        "not_in",
                        "lt",
                        "lte",
                        "gt",
                        "gte",
                        "between",
                        "is_null",
                        "not_null",
                        "contains",
                        "starts_with"
                    })
            @Nullable
            String op,

            @Nullable ValueDocument value,

            @Schema(description = "Texts, numbers or booleans", example = "[\"North\"]") @Nullable
            List<ValueDocument> values) {}
}
