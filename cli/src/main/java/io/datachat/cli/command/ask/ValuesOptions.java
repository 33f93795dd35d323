package io.datachat.cli.command.ask;

import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.query.MetricQuery.Framing;
import io.datachat.apex.query.text.QueryText;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which values are asked for.
final class ValuesOptions extends RowOptions {
    @Parameters(
            arity = "1..*",
            split = ",",
            paramLabel = "DIMENSION",
            description = "Dimensions, such as customer.tier or order.ordered_at:month.")
    List<String> dimensions = List.of();

    @Option(names = "--extremes", description = "The smallest and the largest value of each instead of all.")
    boolean extremes;

    MetricQuery query() {
        var where = where();
        return new MetricQuery(
                List.of(),
                dimensions.stream().map(QueryText::dimension).toList(),
                null,
                span(),
                where.filters(),
                where.conditions(),
                sorted(),
                rows(),
                Compare.NONE,
                zoneOfDays(),
                database,
                Map.of(),
                false,
                new Framing(false, false, extremes, null));
    }
}
