package io.datachat.apex.answer.request;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.MetricQuery.Top;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads which values of a dimension stay: all three keys are needed.
final class TopReader {
    private final JsonCursor json;
    private @Nullable String dimension;
    private @Nullable String metric;
    private @Nullable Integer count;
    private boolean broken;

    TopReader(JsonCursor json) {
        this.json = json;
    }

    @Nullable
    Top read() {
        var start = json.place();
        json.object(List.of("count", "metric", "dimension"), this::key);
        if (dimension != null && metric != null && count != null) return new Top(dimension, metric, count);
        if (!broken)
            json.note(
                    Problem.of(RequestCode.MISSING, "a top needs count, metric and dimension")
                            .hint("write {\"count\": 5, \"metric\": \"…\", \"dimension\": \"…\"}"),
                    start);
        return null;
    }

    private boolean key(String key) {
        switch (key) {
            case "count" -> {
                count = count();
                broken |= count == null;
            }
            case "metric" -> {
                metric = json.string("the metric of a top");
                broken |= metric == null;
            }
            case "dimension" -> {
                dimension = json.string("the dimension of a top");
                broken |= dimension == null;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private @Nullable Integer count() {
        if (json.scalar("the count of a top") instanceof Long rows && rows >= 1 && rows <= Top.MOST)
            return rows.intValue();
        json.note(RequestCode.OUT_OF_RANGE, "the count of a top must be a whole number between 1 and " + Top.MOST);
        return null;
    }
}
