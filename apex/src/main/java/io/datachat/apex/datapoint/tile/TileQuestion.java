package io.datachat.apex.datapoint.tile;

import io.datachat.apex.datapoint.Tile;
import io.datachat.apex.datapoint.Tile.TileFilter;
import io.datachat.apex.datapoint.Tile.TilePeriod;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.MetricQuery.Framing;
import io.datachat.apex.query.MetricQuery.Op;
import io.datachat.apex.query.MetricQuery.Order;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.query.MetricQuery.Top;
import io.datachat.apex.query.text.FilterText;
import io.datachat.apex.query.text.QueryText;
import io.datachat.apex.time.TimeCut;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads a tile as the question that it asks, by the same forms that requests and options have.
public final class TileQuestion {
    private final Tile tile;
    private final List<Wrong> wrong = new ArrayList<>();

    private TileQuestion(Tile tile) {
        this.tile = tile;
    }

    /// @param path within the tile: `filters[0]`
    public record Wrong(String path, Problem problem) {}

    /// @throws Rejection with all that is wrong with the tile itself
    public static MetricQuery of(Tile tile) {
        var reading = new TileQuestion(tile);
        var query = reading.read();
        Rejection.unlessEmpty(reading.wrong.stream().map(Wrong::problem).toList());
        return query;
    }

    /// What is wrong with a tile by itself; names and periods are not looked at.
    public static List<Wrong> wrong(Tile tile) {
        var reading = new TileQuestion(tile);
        reading.read();
        return List.copyOf(reading.wrong);
    }

    private MetricQuery read() {
        if (tile.metrics().isEmpty() && tile.dimensions().isEmpty())
            note(
                    "",
                    Problem.of(TileCode.NOTHING_ASKED, "the tile asks for nothing")
                            .hint("add 'metrics:', or 'dimensions:' for their distinct values"));
        if (tile.limit() != null && tile.limit() < 1)
            note("limit", Problem.of(TileCode.LIMIT, "limit " + tile.limit() + " is not from 1"));
        List<Filter> filters = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        for (var i = 0; i < tile.filters().size(); i++)
            filter("filters[" + i + "]", tile.filters().get(i), filters, conditions);
        conditions.addAll(tile.where());
        return new MetricQuery(
                tile.metrics(),
                dimensions(tile),
                tile.grain() == null ? null : TimeCut.of(tile.grain().strip()),
                span(),
                filters,
                conditions,
                tile.order().stream().map(TileQuestion::order).toList(),
                tile.limit(),
                tile.compare(),
                zone(),
                tile.targetDatabase(),
                parameters(),
                tile.includeProposed(),
                new Framing(tile.gaps(), tile.shares(), tile.extremes(), top()));
    }

    /// What it groups by, besides its `grain`.
    public static List<Dimension> dimensions(Tile tile) {
        return tile.dimensions().stream()
                .map(written -> written.grain() == null
                        ? QueryText.dimension(written.name())
                        : new Dimension(
                                written.name(), TimeCut.of(written.grain().strip())))
                .toList();
    }

    private static Order order(Tile.TileOrder written) {
        var read = QueryText.order(written.field());
        return written.descending() ? new Order(read.field(), true) : read;
    }

    private @Nullable Top top() {
        var top = tile.top();
        if (top == null) return null;
        if (top.count() < 1 || top.count() > Top.MOST)
            note(
                    "top.count",
                    Problem.of(TileCode.LIMIT, "the count of a top is from 1 to " + Top.MOST + ", not " + top.count()));
        return new Top(top.dimension(), top.metric(), top.count());
    }

    private @Nullable Span span() {
        TilePeriod period = tile.period();
        if (period == null) return null;
        var ends = period.from() != null || period.to() != null;
        if (period.words() != null && ends)
            note("period", Problem.of(TileCode.PERIOD, "a period has either words or 'from' and 'to'"));
        if (period.words() != null) return new Span.Words(period.words());
        return ends ? new Span.Between(period.from(), period.to()) : null;
    }

    private @Nullable ZoneId zone() {
        if (tile.zone() == null) return null;
        if (ZoneId.getAvailableZoneIds().contains(tile.zone())) return ZoneId.of(tile.zone());
        note(
                "zone",
                Problem.of(TileCode.PERIOD, "there is no time zone '" + tile.zone() + "'")
                        .choices(Nearest.of(tile.zone(), ZoneId.getAvailableZoneIds(), 3)));
        return null;
    }

    private void filter(String path, TileFilter written, List<Filter> filters, List<String> conditions) {
        if (written.text()) {
            try {
                var read = FilterText.read(List.of(written.field()));
                filters.addAll(read.filters());
                conditions.addAll(read.conditions());
            } catch (Rejection refused) {
                refused.problems().forEach(problem -> note(path, problem));
            }
            return;
        }
        var op = op(path, written);
        if (op == null) return;
        List<Object> values = new ArrayList<>(written.values());
        if (written.value() instanceof List<?> list) values.addAll(list);
        else if (written.value() != null) values.add(written.value());
        var wrongCount = QueryText.wrongCount(written.field(), op, values.size());
        if (wrongCount != null) note(path, Problem.of(TileCode.FILTER, wrongCount));
        else filters.add(new Filter(written.field(), op, values));
    }

    private @Nullable Op op(String path, TileFilter written) {
        if (written.op() == null) return written.values().size() > 1 ? Op.IN : Op.EQ;
        var op = QueryText.op(written.op());
        if (op.isPresent()) return op.get();
        note(
                path + ".op",
                Problem.of(TileCode.FILTER, "unknown op '" + written.op() + "'")
                        .choices(Nearest.of(written.op(), QueryText.ops(), 3))
                        .hint("one of: " + String.join(", ", QueryText.ops())));
        return null;
    }

    private Map<String, Object> parameters() {
        Map<String, Object> values = new LinkedHashMap<>();
        tile.parameters().forEach(given -> values.put(given.name(), given.value()));
        return values;
    }

    private void note(String path, Problem problem) {
        wrong.add(new Wrong(path, problem));
    }

    /// The tile of a title; case and a leading number, counted from one, are understood as well.
    public static java.util.OptionalInt named(List<String> titles, String wanted) {
        if (wanted.matches("[1-9]\\d{0,3}") && Integer.parseInt(wanted) <= titles.size() && !titles.contains(wanted))
            return java.util.OptionalInt.of(Integer.parseInt(wanted) - 1);
        return IntStream.range(0, titles.size())
                .filter(i -> titles.get(i).equalsIgnoreCase(wanted.strip()))
                .findFirst();
    }
}
