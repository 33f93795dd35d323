package io.datachat.apex.answer.request;

import com.fasterxml.jackson.core.JsonToken;
import io.datachat.apex.answer.request.MetricRequest.Format;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.query.MetricQuery.Filter;
import io.datachat.apex.query.MetricQuery.Framing;
import io.datachat.apex.query.MetricQuery.Order;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.query.MetricQuery.Top;
import io.datachat.apex.query.text.QueryText;
import io.datachat.apex.time.TimeCut;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a metric request; every problem at once.
public final class MetricRequestReader {
    private static final List<String> KEYS = List.of(
            "metrics",
            "dimensions",
            "grain",
            "period",
            "filters",
            "where",
            "order",
            "limit",
            "compare",
            "zone",
            "target_database",
            "parameters",
            "include_proposed",
            "gaps",
            "shares",
            "extremes",
            "top",
            "dry_run",
            "explain",
            "format",
            "as_of");

    private final JsonCursor json;
    private final List<String> metrics = new ArrayList<>();
    private final List<Dimension> dimensions = new ArrayList<>();
    private final List<Filter> filters = new ArrayList<>();
    private final List<String> where = new ArrayList<>();
    private final List<Order> order = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private @Nullable TimeCut grain;
    private @Nullable Span period;
    private @Nullable Integer limit;
    private Compare compare = Compare.NONE;
    private @Nullable ZoneId zone;
    private @Nullable String targetDatabase;
    private boolean includeProposed;
    private boolean gaps;
    private boolean shares;
    private boolean extremes;
    private @Nullable Top top;
    private boolean dryRun;
    private boolean explain;
    private @Nullable Format format;
    private @Nullable Instant asOf;

    private MetricRequestReader(JsonCursor json) {
        this.json = json;
    }

    /// @param json UTF-8
    /// @throws io.datachat.apex.problem.Rejection with every problem of the text
    public static MetricRequest read(byte[] json) {
        return JsonCursor.read(json, cursor -> new MetricRequestReader(cursor).request());
    }

    private MetricRequest request() {
        var start = json.place();
        json.object(KEYS, this::key);
        if (metrics.isEmpty() && dimensions.isEmpty())
            json.note(
                    Problem.of(RequestCode.MISSING, "no metric is asked for")
                            .hint("add \"metrics\": [\"…\"], or \"dimensions\" for their distinct values"),
                    start);
        var query = new MetricQuery(
                metrics,
                dimensions,
                grain,
                period,
                filters,
                where,
                order,
                limit,
                compare,
                zone,
                targetDatabase,
                parameters,
                includeProposed,
                new Framing(gaps, shares, extremes, top));
        return new MetricRequest(query, dryRun, explain, format, asOf);
    }

    private boolean key(String key) {
        switch (key) {
            case "metrics" -> json.texts("metrics", metrics::add);
            case "dimensions" -> json.oneOrMore("dimensions", this::dimension);
            case "grain" -> grain = cut();
            case "period" -> period = PartReader.period(json);
            case "filters" -> json.elements("filters", () -> PartReader.filter(json, filters));
            case "where" ->
                json.oneOrMore("where", () -> {
                    var condition = json.string("a condition");
                    if (condition != null) where.add(condition);
                });
            case "gaps" -> gaps = json.bool("gaps");
            case "shares" -> shares = json.bool("shares");
            case "extremes" -> extremes = json.bool("extremes");
            case "top" -> top = top();
            case "order" -> json.oneOrMore("order", this::order);
            case "limit" -> limit = PartReader.limit(json);
            case "compare" -> {
                var asked = json.word("compare", Compare.class);
                if (asked != null) compare = asked;
            }
            case "zone" -> zone = zone();
            case "target_database" -> targetDatabase = json.string("target_database");
            case "parameters" -> parameters();
            case "include_proposed" -> includeProposed = json.bool("include_proposed");
            case "dry_run" -> dryRun = json.bool("dry_run");
            case "explain" -> explain = json.bool("explain");
            case "format" -> format = json.word("format", Format.class);
            case "as_of" -> asOf = json.instant("as_of");
            default -> {
                return false;
            }
        }
        return true;
    }

    private void dimension() {
        if (json.token() == JsonToken.VALUE_STRING) {
            dimensions.add(new Dimension(json.text(), null));
        } else if (json.token() == JsonToken.START_OBJECT) {
            var start = json.place();
            var read = new Object() {
                @Nullable
                String name;

                @Nullable
                TimeCut grain;
            };
            json.object(List.of("name", "grain"), key -> {
                switch (key) {
                    case "name" -> read.name = json.string("the name of a dimension");
                    case "grain" -> read.grain = cut();
                    default -> {
                        return false;
                    }
                }
                return true;
            });
            if (read.name == null) json.note(Problem.of(RequestCode.MISSING, "a dimension needs a name"), start);
            else dimensions.add(new Dimension(read.name, read.grain));
        } else {
            json.mismatch("a dimension", "a name or {name, grain}");
        }
    }

    private void order() {
        if (json.token() == JsonToken.VALUE_STRING) {
            order.add(QueryText.order(json.text()));
        } else if (json.token() == JsonToken.START_OBJECT) {
            var start = json.place();
            var read = new Object() {
                @Nullable
                String field;

                boolean descending;
            };
            json.object(List.of("field", "descending"), key -> {
                switch (key) {
                    case "field" -> read.field = json.string("the field of an order");
                    case "descending" -> read.descending = json.bool("descending");
                    default -> {
                        return false;
                    }
                }
                return true;
            });
            if (read.field == null) json.note(Problem.of(RequestCode.MISSING, "an order needs a field"), start);
            else order.add(new Order(read.field, read.descending));
        } else {
            json.mismatch("an order", "a name, \"-name\" for descending, or {field, descending}");
        }
    }

    private @Nullable ZoneId zone() {
        var text = json.string("zone");
        if (text == null) return null;
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            json.note(Problem.of(RequestCode.UNKNOWN_ZONE, "unknown time zone '" + JsonCursor.shortened(text) + "'")
                    .choices(Nearest.of(text, ZoneId.getAvailableZoneIds(), 3)));
            return null;
        }
    }

    private @Nullable TimeCut cut() {
        var word = json.string("grain");
        return word == null ? null : TimeCut.of(word);
    }

    private @Nullable Top top() {
        if (json.token() == JsonToken.VALUE_NULL) return null;
        if (json.token() != JsonToken.START_OBJECT) {
            json.mismatch("top", "{count, metric, dimension}");
            return null;
        }
        return new TopReader(json).read();
    }

    private void parameters() {
        if (json.token() == JsonToken.VALUE_NULL) return;
        if (json.token() != JsonToken.START_OBJECT) {
            json.mismatch("parameters", "an object of names and values");
            return;
        }
        json.object(List.of(), name -> {
            if (json.token() == JsonToken.START_ARRAY) {
                var values = new ArrayList<Object>();
                json.elements("parameter '" + name + "'", () -> {
                    var value = json.scalar("an element of parameter '" + name + "'");
                    if (value != null) values.add(value);
                });
                parameters.put(name, List.copyOf(values));
            } else {
                var value = json.scalar("parameter '" + name + "'");
                if (value != null) parameters.put(name, value);
            }
            return true;
        });
    }
}
