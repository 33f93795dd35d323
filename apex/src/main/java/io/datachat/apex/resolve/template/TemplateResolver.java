package io.datachat.apex.resolve.template;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.MetricQuery.Compare;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.ResolveCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Binds a question whose metric is a template that runs as its own block.
public final class TemplateResolver {
    private TemplateResolver() {}

    /// @return empty when the question needs no such block
    /// @throws Rejection when it asks for more than the block's own columns
    public static Optional<ResolvedTemplate> resolve(Model model, MetricQuery query) {
        return query.metrics().stream()
                .flatMap(id -> Optional.ofNullable(model.metrics().get(id)).stream())
                .flatMap(metric -> blocks(metric, query))
                .findFirst()
                .map(found -> bind(model, query, found));
    }

    /// A template that was opened with its defaults is closed again when the question gives its parameters values.
    private static Stream<Formula.Block> blocks(Model.BoundMetric metric, MetricQuery query) {
        if (!query.parameters().isEmpty() && metric.definition().execution() instanceof Execution.Template template)
            return Stream.of(new Formula.Block(
                    metric.definition().id(), metric.database(), template, "it was given values for its parameters"));
        return metric.formula().blocks();
    }

    private static ResolvedTemplate bind(Model model, MetricQuery query, Formula.Block block) {
        List<Problem> problems = new ArrayList<>();
        if (query.metrics().size() > 1 || !query.metrics().contains(block.metric()))
            problems.add(alone(block, "it cannot be combined with other metrics"));
        if (query.grain() != null || query.dimensions().stream().anyMatch(dimension -> dimension.grain() != null))
            problems.add(alone(block, "it has no grain; ask for its columns by name"));
        if (query.period() != null || !query.filters().isEmpty() || query.compare() != Compare.NONE)
            problems.add(alone(block, "it takes parameters, not a period, filters or a comparison"));
        var definition = model.metric(block.metric()).definition();
        if (definition.common().review() == DataPoint.Review.PROPOSED && !query.includeProposed())
            problems.add(Problem.of(ResolveCode.PROPOSED_METRIC, "metric '" + block.metric() + "' is only proposed"));
        Rejection.unlessEmpty(problems);
        var backend = model.relations(block.database()).catalog().backend();
        return new ResolvedTemplate(
                block,
                text(model, definition, block.template(), backend),
                ParameterValues.check(block.template().parameters(), query.parameters()),
                query.dimensions().stream().map(MetricQuery.Dimension::name).toList(),
                query.order().stream()
                        .map(order -> new ResolvedTemplate.Order(order.field(), order.descending()))
                        .toList(),
                query.limit() != null,
                definition.unit(),
                definition.format());
    }

    private static Problem alone(Formula.Block block, String why) {
        var parameters = block.template().parameters().stream()
                .map(Execution.Parameter::name)
                .toList();
        return Problem.of(ResolveCode.TEMPLATE_ALONE, "metric '" + block.metric() + "' runs as its own block: " + why)
                .hint(block.reason()
                        + (parameters.isEmpty() ? "" : "; its parameters are " + String.join(", ", parameters)));
    }

    /// The variant written for the database's backend, else the template itself.
    private static SqlText text(Model model, DataPoint.Metric metric, Execution.Template template, Backend backend) {
        var variants = template.backendVariants();
        for (int i = 0; i < variants.size(); i++)
            if (variants.get(i).backend().equals(backend.word()))
                return text(model, metric, variants.get(i).sql(), "execution.backend_variants[" + i + "].sql");
        return text(model, metric, template.sqlTemplate(), "execution.sql_template");
    }

    private static SqlText text(Model model, DataPoint.Metric metric, String sql, String path) {
        var place = model.library()
                .definition(metric.type(), metric.id())
                .map(definition -> definition.place(path))
                .orElse(null);
        return place == null
                ? SqlText.of("metric " + metric.id(), sql)
                : new SqlText(place.source(), sql, place.line(), place.column());
    }
}
