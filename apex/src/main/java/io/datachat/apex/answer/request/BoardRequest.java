package io.datachat.apex.answer.request;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.MetricQuery.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a dashboard is to be run: `{"period": "last week", "where": ["region = 'EU'"]}`. All of it holds for every tile.
///
/// @param period  in the place of each tile's own; null leaves them
/// @param filters besides each tile's own
/// @param where   SQL conditions besides each tile's own
/// @param tile    the title or number of the only one to run; null means all
/// @param asOf    the clock of the questions; null means now
public record BoardRequest(
        @Nullable Span period,
        List<Filter> filters,
        List<String> where,
        @Nullable String tile,
        @Nullable Instant asOf) {
    public static final BoardRequest PLAIN = new BoardRequest(null, List.of(), List.of(), null, null);

    private static final List<String> KEYS = List.of("period", "filters", "where", "tile", "as_of");

    public BoardRequest {
        filters = List.copyOf(filters);
        where = List.copyOf(where);
    }

    /// @param json UTF-8; nothing at all asks for the dashboard as it is
    /// @throws io.datachat.apex.problem.Rejection with every problem of the text
    public static BoardRequest read(byte[] json) {
        return json.length == 0 ? PLAIN : JsonCursor.read(json, BoardRequest::request);
    }

    private static BoardRequest request(JsonCursor json) {
        List<Filter> filters = new ArrayList<>();
        List<String> where = new ArrayList<>();
        var read = new Object() {
            @Nullable
            Span period;

            @Nullable
            String tile;

            @Nullable
            Instant asOf;
        };
        json.object(KEYS, key -> {
            switch (key) {
                case "period" -> read.period = PartReader.period(json);
                case "filters" -> json.elements("filters", () -> PartReader.filter(json, filters));
                case "where" -> json.texts("where", where::add);
                case "tile" -> read.tile = json.string("tile");
                case "as_of" -> read.asOf = json.instant("as_of");
                default -> {
                    return false;
                }
            }
            return true;
        });
        return new BoardRequest(read.period, filters, where, read.tile, read.asOf);
    }

    /// Whether tiles are asked otherwise than they say.
    public boolean changes() {
        return period != null || !filters.isEmpty() || !where.isEmpty();
    }

    /// A tile's question with what holds for the whole run.
    public MetricQuery over(MetricQuery tile) {
        return new MetricQuery(
                tile.metrics(),
                tile.dimensions(),
                tile.grain(),
                period == null ? tile.period() : period,
                Stream.concat(tile.filters().stream(), filters.stream()).toList(),
                Stream.concat(tile.where().stream(), where.stream()).toList(),
                tile.order(),
                tile.limit(),
                tile.compare(),
                tile.zone(),
                tile.targetDatabase(),
                tile.parameters(),
                tile.includeProposed(),
                tile.framing());
    }
}
