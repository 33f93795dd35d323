package io.datachat.cli.command.ask;

import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Dimension;
import io.datachat.apex.query.MetricQuery.Order;
import io.datachat.apex.query.MetricQuery.Span;
import io.datachat.apex.time.TimeCut;
import io.datachat.cli.session.CommandCode;
import io.datachat.cli.session.CommonOptions;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The parts of a metric query as options.
final class QuestionOptions {
    @Parameters(
            arity = "1..*",
            paramLabel = "METRIC",
            description = "Ids of metrics; 'datachat metrics list' shows them.")
    List<String> metrics = List.of();

    @Option(
            names = {"-b", "--by"},
            split = ",",
            paramLabel = "DIMENSION",
            description = "Group by these, such as region or ordered_at:month.")
    List<String> dimensions = List.of();

    @Option(
            names = {"-g", "--grain"},
            paramLabel = "GRAIN",
            description = "Group by time first: minute, hour, day, week, month, quarter or year.")
    @Nullable
    String grain;

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
            description =
                    "Such as region=DACH, 'region in DACH,Italy', 'pages>=3', 'tier is null'. All given filters hold.")
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

    @Option(names = "--compare", paramLabel = "WITH", description = "previous_period or previous_year.")
    @Nullable
    String compare;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Time zone of days, such as Europe/Vienna. Default: the project's.")
    @Nullable
    String zone;

    @Option(names = "--database", paramLabel = "NAME", description = "The database that must answer.")
    @Nullable
    String database;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "A parameter of a template; give it again for a list.")
    List<String> parameters = List.of();

    @Option(names = "--include-proposed", description = "Let metrics answer that nobody approved yet.")
    boolean includeProposed;

    MetricQuery query() {
        if (limit != null && limit < 1) throw CommonOptions.option("--limit", limit.toString(), "write 1 or more");
        return new MetricQuery(
                metrics,
                dimensions.stream().map(QuestionOptions::dimension).toList(),
                grain == null ? null : TimeCut.of(grain.strip()),
                span(),
                filters.stream().map(FilterText::read).toList(),
                List.of(),
                order.stream()
                        .map(field -> new Order(field.replaceFirst("^[-+]", ""), field.startsWith("-")))
                        .toList(),
                limit,
                compare == null ? Compare.NONE : word("--compare", compare, Compare.class),
                zone(),
                database,
                parameters(),
                includeProposed,
                MetricQuery.Framing.PLAIN);
    }

    private static Dimension dimension(String text) {
        var colon = text.lastIndexOf(':');
        if (colon < 0) return new Dimension(text.strip(), null);
        return new Dimension(
                text.substring(0, colon).strip(),
                TimeCut.of(text.substring(colon + 1).strip()));
    }

    private @Nullable Span span() {
        if (period != null && (from != null || to != null)) {
            throw CommonOptions.option("--period", period, "give either '--period' or '--from' and '--to'");
        }
        if (period != null) return new Span.Words(period);
        return from == null && to == null ? null : new Span.Between(from, to);
    }

    private @Nullable ZoneId zone() {
        if (zone == null) return null;
        var known = ZoneId.getAvailableZoneIds();
        if (known.contains(zone)) return ZoneId.of(zone);
        throw new Rejection(
                Problem.of(CommandCode.OPTION, "'--zone' cannot be '" + zone + "': there is no such time zone")
                        .choices(Nearest.of(zone, known, 3)));
    }

    private Map<String, Object> parameters() {
        var given = new LinkedHashMap<String, List<Object>>();
        for (var parameter : parameters) {
            var equals = parameter.indexOf('=');
            if (equals < 1) throw CommonOptions.option("--param", parameter, "write NAME=VALUE");
            given.computeIfAbsent(parameter.substring(0, equals), _ -> new ArrayList<>())
                    .add(FilterText.value(parameter.substring(equals + 1)));
        }
        var values = new LinkedHashMap<String, Object>();
        given.forEach((name, list) -> values.put(name, list.size() == 1 ? list.getFirst() : List.copyOf(list)));
        return values;
    }

    static <E extends Enum<E>> E word(String option, String text, Class<E> type) {
        var wanted = text.strip().toLowerCase(Locale.ROOT).replace('-', '_');
        for (var constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(wanted)) return constant;
        }
        var words = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        throw new Rejection(Problem.of(CommandCode.OPTION, "'" + option + "' cannot be '" + text + "'")
                .choices(Nearest.of(wanted, words, 2))
                .hint("it is one of " + String.join(", ", words)));
    }
}
