package io.datachat.cli.command.ask;

import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery.Order;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.query.text.FilterText;
import io.datachat.apex.query.text.QueryText;
import io.datachat.cli.session.CommandCode;
import io.datachat.cli.session.CommonOptions;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which rows count and which are shown: the options that every question has.
abstract sealed class RowOptions permits QuestionOptions, ValuesOptions {
    @Option(names = "--costly", description = "Run it although it is estimated to cost more than limits.costs allows.")
    boolean costly;

    @Option(
            names = "--period",
            paramLabel = "WORDS",
            description = "Such as 'last month', 'last 7 days', 'year to date', 2025.")
    @Nullable
    String period;

    @Option(names = "--from", paramLabel = "DATE", description = "First day or instant (ISO 8601).")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "DATE", description = "Day or instant before which it ends.")
    @Nullable
    String to;

    @Option(
            names = {"-w", "--where"},
            paramLabel = "FILTER",
            description = {
                "Such as region=DACH, 'region in DACH,Italy', 'pages>=3', 'tier is null'. All given filters hold.",
                "What is more than a name, an operator and values is a condition in SQL: \"region='Italy' or"
                        + " customer.orders > 3\". Brackets around it make it SQL in any case."
            })
    List<String> filters = List.of();

    @Option(
            names = {"-o", "--order"},
            split = ",",
            paramLabel = "FIELD",
            description = "Sort by these; with a minus before it downwards: -revenue.")
    List<String> order = List.of();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "ROWS",
            description = "At most so many rows.")
    @Nullable
    Integer limit;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Time zone of days, such as Europe/Vienna. Default: the project's.")
    @Nullable
    String zone;

    @Option(names = "--database", paramLabel = "NAME", description = "The database that must answer.")
    @Nullable
    String database;

    @Nullable
    Integer rows() {
        if (limit != null && limit < 1) throw CommonOptions.option("--limit", limit.toString(), "write 1 or more");
        return limit;
    }

    FilterText.Read where() {
        return FilterText.read(filters);
    }

    List<Order> sorted() {
        return order.stream().map(QueryText::order).toList();
    }

    @Nullable
    Span span() {
        if (period != null && (from != null || to != null)) {
            throw CommonOptions.option("--period", period, "give either '--period' or '--from' and '--to'");
        }
        if (period != null) return new Span.Words(period);
        return from == null && to == null ? null : new Span.Between(from, to);
    }

    @Nullable
    ZoneId zoneOfDays() {
        if (zone == null) return null;
        var known = ZoneId.getAvailableZoneIds();
        if (known.contains(zone)) return ZoneId.of(zone);
        throw new Rejection(
                Problem.of(CommandCode.OPTION, "'--zone' cannot be '" + zone + "': there is no such time zone")
                        .choices(Nearest.of(zone, known, 3)));
    }
}
