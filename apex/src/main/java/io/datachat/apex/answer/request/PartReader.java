package io.datachat.apex.answer.request;

import com.fasterxml.jackson.core.JsonToken;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.MetricQuery.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts that every kind of request has.
final class PartReader {
    private static final int LONGEST_LIMIT = 10_000_000;

    private PartReader() {}

    static @Nullable Span period(JsonCursor json) {
        if (json.token() == JsonToken.VALUE_NULL) return null;
        if (json.token() == JsonToken.VALUE_STRING) return new Span.Words(json.text());
        if (json.token() != JsonToken.START_OBJECT) {
            json.mismatch("period", "words such as \"last month\", or {from, to}");
            return null;
        }
        var ends = new @Nullable String[2];
        json.object(List.of("from", "to"), key -> {
            switch (key) {
                case "from" -> ends[0] = json.string("from");
                case "to" -> ends[1] = json.string("to");
                default -> {
                    return false;
                }
            }
            return true;
        });
        return ends[0] == null && ends[1] == null ? null : new Span.Between(ends[0], ends[1]);
    }

    static void filter(JsonCursor json, List<Filter> filters) {
        if (json.token() != JsonToken.START_OBJECT) {
            json.mismatch("a filter", "{field, op, values}");
            return;
        }
        var filter = new FilterReader(json).read();
        if (filter != null) filters.add(filter);
    }

    static @Nullable Integer limit(JsonCursor json) {
        if (json.token() == JsonToken.VALUE_NULL) return null;
        if (json.token() != JsonToken.VALUE_NUMBER_INT) {
            json.mismatch("limit", "a whole number");
            return null;
        }
        if (json.scalar("limit") instanceof Long rows && rows >= 1 && rows <= LONGEST_LIMIT) return rows.intValue();
        json.note(RequestCode.OUT_OF_RANGE, "limit must be between 1 and " + LONGEST_LIMIT);
        return null;
    }
}
