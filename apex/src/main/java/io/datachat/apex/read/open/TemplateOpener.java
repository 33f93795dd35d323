package io.datachat.apex.read.open;

import io.datachat.apex.catalog.Relations;
import io.datachat.apex.datapoint.DataPoint.Entity;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Execution.Aggregation;
import io.datachat.apex.datapoint.Execution.Parameter;
import io.datachat.apex.datapoint.Execution.ParameterType;
import io.datachat.apex.read.ReadQuery;
import io.datachat.apex.read.SqlReader;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.read.text.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/// Recognises a template that is one aggregate over to-one joins as the measure that it is.
///
/// What groups it is only slicing and is dropped; a range of time over parameters becomes the measure's time column.
/// Any other parameter that is one value stays a placeholder in the measure's expressions; a parameter that shapes the
/// SQL keeps the template closed.
public final class TemplateOpener {
    /// A template with more combinations of keywords is not tried.
    private static final int MOST_READINGS = 32;

    private final Relations relations;
    private final List<Entity> entities;
    private final List<Parameter> parameters;

    private TemplateOpener(Relations relations, List<Entity> entities, List<Parameter> parameters) {
        this.relations = relations;
        this.entities = entities;
        this.parameters = parameters;
    }

    /// Reads the template under every choice of its keywords; it is opened only when all of them give the same
    /// measure. Throws a [io.datachat.apex.problem.Rejection] when the template cannot be read at all.
    ///
    /// @param entities of the template's database
    public static Opened open(SqlText text, List<Parameter> parameters, Relations relations, List<Entity> entities) {
        List<Map<String, String>> choices = List.of(Map.of());
        for (var parameter : parameters)
            if (parameter.type() == ParameterType.ENUM) choices = Keywords.with(choices, parameter);
        if (choices.size() > MOST_READINGS) return new Opened.Closed("its keywords have too many combinations");
        var opener = new TemplateOpener(relations, entities, parameters);
        Opened first = null;
        for (var choice : choices) {
            var query = SqlReader.read(text, relations, ParameterValues.representative(parameters, choice));
            var opened = opener.opened(query);
            if (first == null) first = opened;
            else if (!first.equals(opened))
                return new Opened.Closed(
                        "what it measures depends on the keyword " + String.join(", ", choice.keySet()));
            if (opened instanceof Opened.Closed) return opened;
        }
        return first == null ? new Opened.Closed("an enum parameter allows nothing") : first;
    }

    private static final class Keywords {
        static List<Map<String, String>> with(List<Map<String, String>> choices, Parameter parameter) {
            List<Map<String, String>> more = new ArrayList<>();
            for (var choice : choices)
                for (var allowed : parameter.allowed()) {
                    Map<String, String> next = new TreeMap<>(choice);
                    next.put(parameter.name(), allowed);
                    if (more.size() <= MOST_READINGS) more.add(next);
                }
            return more;
        }
    }

    private Opened opened(ReadQuery query) {
        try {
            return new Opened.Measure(measure(query));
        } catch (Shut shut) {
            return new Opened.Closed(shut.reason());
        }
    }

    private Execution.Measure measure(ReadQuery query) {
        var aggregate = aggregate(query.plan());
        var call = only(aggregate);
        var block = Block.of(aggregate.getInput());
        var paths = Paths.of(block, relations.catalog(), entities);
        var words = new Words(block, paths, query, parameters);
        var times = new Times(query, parameters);
        List<String> filters = new ArrayList<>(paths.present());
        var conditions = new ArrayList<>(block.filters());
        if (call.filterArg >= 0) conditions.addAll(RelOptUtil.conjunctions(column(block, call.filterArg)));
        for (var condition : conditions) if (!times.takes(condition)) filters.add(words.condition(condition));
        for (var group : aggregate.getGroupSet()) times.grouped(column(block, group));
        var argument = call.getArgList().isEmpty()
                ? null
                : words.value(column(block, call.getArgList().getFirst()));
        var time = times.column();
        return Execution.Measure.plain(
                paths.fact().id(), aggregation(call), argument, filters, time < 0 ? null : paths.path(block, time));
    }

    private static RexNode column(Block block, int index) {
        return block.columns().get(index);
    }

    /// Looks through an ORDER BY without limit and through columns that are only renamed or left out.
    private static Aggregate aggregate(RelNode plan) {
        if (plan instanceof Sort sort) {
            if (sort.fetch != null || sort.offset != null) throw new Shut("it has a LIMIT");
            return aggregate(sort.getInput());
        }
        if (plan instanceof Project project) {
            if (!project.getProjects().stream().allMatch(RexInputRef.class::isInstance))
                throw new Shut("it calculates with the aggregate; write a derived metric");
            return aggregate(project.getInput());
        }
        if (!(plan instanceof Aggregate aggregate)) throw new Shut("it is not one aggregate of joined tables");
        if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) throw new Shut("it has several grouping sets");
        return aggregate;
    }

    private static AggregateCall only(Aggregate aggregate) {
        if (aggregate.getAggCallList().size() != 1)
            throw new Shut("it has " + aggregate.getAggCallList().size() + " aggregates, not one");
        return aggregate.getAggCallList().getFirst();
    }

    private static Aggregation aggregation(AggregateCall call) {
        if (call.getArgList().size() > 1 || call.isApproximate()) throw new Shut("its aggregate is not a simple one");
        var kind = call.getAggregation().getKind();
        if (call.isDistinct()) {
            if (kind == SqlKind.COUNT) return Aggregation.COUNT_DISTINCT;
            if (kind != SqlKind.MIN && kind != SqlKind.MAX) throw new Shut("it aggregates distinct values");
        }
        return switch (kind) {
            case SUM -> Aggregation.SUM;
            case COUNT -> Aggregation.COUNT;
            case MIN -> Aggregation.MIN;
            case MAX -> Aggregation.MAX;
            case AVG -> Aggregation.AVG;
            default -> throw new Shut("'" + call.getAggregation().getName() + "' is not an aggregation of measures");
        };
    }
}
