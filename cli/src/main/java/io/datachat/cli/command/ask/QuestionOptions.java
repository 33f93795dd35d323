package io.datachat.cli.command.ask;

import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Framing;
import io.datachat.apex.query.text.FilterText;
import io.datachat.apex.query.text.QueryText;
import io.datachat.apex.time.TimeCut;
import io.datachat.cli.session.CommandCode;
import io.datachat.cli.session.CommonOptions;
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
final class QuestionOptions extends RowOptions {
    @Parameters(
            arity = "0..*",
            paramLabel = "METRIC",
            description =
                    "Ids of metrics; 'datachat metrics list' shows them. Without any, --by gives distinct values.")
    List<String> metrics = List.of();

    @Option(
            names = {"-b", "--by"},
            split = ",",
            paramLabel = "DIMENSION",
            description = {
                "Group by these, such as region or ordered_at:month; 'time' is each metric's own.",
                "After the colon: a grain, a part of the calendar such as day_of_week, or a period of a calendar"
                        + " entity."
            })
    List<String> dimensions = List.of();

    @Option(
            names = {"-g", "--grain"},
            paramLabel = "GRAIN",
            description = "Group by time first: short for --by time:GRAIN.")
    @Nullable
    String grain;

    @Option(names = "--compare", paramLabel = "WITH", description = "previous_period or previous_year.")
    @Nullable
    String compare;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "A parameter of a template; give it again for a list.")
    List<String> parameters = List.of();

    @Option(names = "--include-proposed", description = "Let metrics answer that nobody approved yet.")
    boolean includeProposed;

    @Option(names = "--gaps", description = "Show times without any row as well.")
    boolean gaps;

    @Option(names = "--shares", description = "Show each value's share of the whole.")
    boolean shares;

    @Option(
            names = "--top",
            paramLabel = "N[ DIMENSION][ by METRIC]",
            description = {
                "Keep the N values of a dimension that are largest over the whole period; all others are one row.",
                "Without more, the first of --by is meant, by the first metric."
            })
    @Nullable
    String top;

    MetricQuery query() {
        if (metrics.isEmpty() && dimensions.isEmpty())
            throw new Rejection(Problem.of(CommandCode.NO_WORDS, "no metric is asked for")
                    .hint("'datachat metrics list' shows all; without a metric, '--by' gives distinct values"));
        var where = where();
        return new MetricQuery(
                metrics,
                dimensions.stream().map(QueryText::dimension).toList(),
                grain == null ? null : TimeCut.of(grain.strip()),
                span(),
                where.filters(),
                where.conditions(),
                sorted(),
                rows(),
                compare == null ? Compare.NONE : word("--compare", compare, Compare.class),
                zoneOfDays(),
                database,
                parameters(),
                includeProposed,
                new Framing(gaps, shares, false, top == null ? null : TopText.read(top, metrics, dimensions)));
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
