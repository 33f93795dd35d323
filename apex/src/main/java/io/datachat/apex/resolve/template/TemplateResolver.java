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
import io.datachat.apex.resolve.asked.Slot;
import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.Placeholders;
import io.datachat.apex.resolve.model.ResolveCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /// The values for the parameters of templates that were opened: each metric's own, typed and checked.
    ///
    /// @param slots of the compiled text: what it waits for
    /// @throws Rejection with every value that is missing, unknown or wrong
    public static ParameterValues values(Model model, MetricQuery query, List<Slot> slots) {
        Map<String, List<Execution.Parameter>> asked = new LinkedHashMap<>();
        for (var slot : slots)
            if (slot instanceof Slot.Parameter(String name, int _, var _)) {
                var metric = name.substring(0, name.indexOf('.'));
                var own = asked.computeIfAbsent(metric, _ -> new ArrayList<>());
                var parameter = declared(model, metric, name.substring(metric.length() + 1));
                if (!own.contains(parameter)) own.add(parameter);
            }
        List<Problem> problems = new ArrayList<>(unknown(asked, query));
        Map<String, ParameterValues> values = new LinkedHashMap<>();
        asked.forEach((metric, parameters) -> {
            Map<String, Object> given = new HashMap<>();
            for (var parameter : parameters) {
                var value = query.parameters().get(parameter.name());
                if (value != null) given.put(parameter.name(), value);
            }
            try {
                values.put(metric, ParameterValues.check(parameters, given));
            } catch (Rejection wrong) {
                wrong.problems().forEach(problem -> problems.add(of(metric, problem)));
            }
        });
        Rejection.unlessEmpty(problems.stream().distinct().toList());
        return ParameterValues.together(values);
    }

    private static Execution.Parameter declared(Model model, String metric, String name) {
        if (!(model.metric(metric).definition().execution() instanceof Execution.Template template))
            throw new IllegalStateException("no template: " + metric);
        return template.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Problem of(String metric, Problem problem) {
        return new Problem(
                problem.code(),
                "metric '" + metric + "': " + problem.message(),
                problem.place(),
                problem.hint(),
                problem.choices());
    }

    private static List<Problem> unknown(Map<String, List<Execution.Parameter>> asked, MetricQuery query) {
        var names = asked.values().stream()
                .flatMap(List::stream)
                .map(Execution.Parameter::name)
                .distinct()
                .toList();
        return query.parameters().keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .map(name -> {
                    var problem = Problem.of(ResolveCode.UNKNOWN_PARAMETER, "unknown parameter '" + name + "'");
                    return names.isEmpty()
                            ? problem.hint("parameters belong to template metrics; this query has none")
                            : problem.choices(names);
                })
                .toList();
    }

    /// A template that was opened runs as it is written when the question gives a value to a parameter that the
    /// measure does not ask for: a time that became the period, a keyword, a list.
    private static Stream<Formula.Block> blocks(Model.BoundMetric metric, MetricQuery query) {
        if (query.parameters().isEmpty() || !(metric.definition().execution() instanceof Execution.Template template))
            return metric.formula().blocks();
        var open = Placeholders.in(metric.formula()).stream()
                .map(placeholder -> placeholder.parameter().name())
                .toList();
        var shaping = template.parameters().stream()
                .map(Execution.Parameter::name)
                .filter(name -> query.parameters().containsKey(name) && !open.contains(name))
                .toList();
        if (shaping.isEmpty()) return metric.formula().blocks();
        var names = String.join(", ", shaping);
        return Stream.of(new Formula.Block(
                metric.definition().id(),
                metric.database(),
                template,
                "a value for " + names + " runs the template as it is written; leave " + names
                        + " out, and give a period where a time is meant, to combine and slice it"));
    }

    private static ResolvedTemplate bind(Model model, MetricQuery query, Formula.Block block) {
        List<Problem> problems = new ArrayList<>();
        if (query.metrics().size() > 1 || !query.metrics().contains(block.metric()))
            problems.add(alone(model, block, "it cannot be combined with other metrics"));
        if (query.grain() != null || query.dimensions().stream().anyMatch(dimension -> dimension.grain() != null))
            problems.add(alone(model, block, "it has no grain; ask for its columns by name"));
        if (query.period() != null || !query.filters().isEmpty() || query.compare() != Compare.NONE)
            problems.add(alone(model, block, "it takes parameters, not a period, filters or a comparison"));
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

    /// Why a template is no measure, and what to change so that it becomes one.
    private static String notOpened(String reason) {
        return "its template was not opened as a measure because " + reason
                + "; one sum, count, min, max or avg over tables that are joined along declared to-one relationships"
                + " is";
    }

    private static Problem alone(Model model, Formula.Block block, String why) {
        var metric = model.metrics().get(block.metric());
        var closed = metric != null && metric.formula().blocks().anyMatch(block::equals);
        var parameters = block.template().parameters().stream()
                .map(Execution.Parameter::name)
                .toList();
        return Problem.of(ResolveCode.TEMPLATE_ALONE, "metric '" + block.metric() + "' runs as its own block: " + why)
                .hint((closed ? notOpened(block.reason()) : block.reason())
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
