package io.datachat.apex.resolve.bind.entity;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.datapoint.Execution;
import io.datachat.apex.datapoint.Execution.Parameter;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.Expression;
import io.datachat.apex.read.Expressions;
import io.datachat.apex.read.Scope;
import io.datachat.apex.read.lex.Holes;
import io.datachat.apex.read.parameter.ParameterValues;
import io.datachat.apex.read.parameter.Placeholder;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.DimensionNames;
import io.datachat.apex.resolve.model.Formula;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.resolve.model.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/// Binds expression texts: names become columns along to-one steps, names of dimensions are replaced by their
/// expressions.
public final class ExpressionBinding {
    private final Map<String, Draft> drafts;
    private final Findings findings;
    private final Map<String, Optional<BoundExpression>> dimensions = new HashMap<>();
    private final Deque<String> binding = new ArrayDeque<>();
    private final Map<String, Integer> placeholders = new HashMap<>();
    private Parts metrics = new Parts() {
        @Override
        public Optional<Formula> find(String metric) {
            return Optional.empty();
        }

        @Override
        public Collection<String> names() {
            return List.of();
        }
    };

    public ExpressionBinding(Map<String, Draft> drafts, Findings findings) {
        this.drafts = drafts;
        this.findings = findings;
    }

    /// @param blamed the definition that states the text, and `path` where
    /// @return null when a problem was noted
    @Nullable
    public BoundExpression bind(Draft entity, String text, DataPoint blamed, String path) {
        try {
            return inline(entity, read(entity, text, blamed, path));
        } catch (Rejection rejection) {
            rejection.problems().forEach(problem -> findings.add(blamed, path, problem));
            return null;
        }
    }

    @Nullable
    public BoundExpression condition(Draft entity, String text, DataPoint blamed, String path) {
        var bound = bind(entity, text, blamed, path);
        if (bound == null || bound.type() == Simple.BOOLEAN) return bound;
        findings.add(
                blamed,
                path,
                Problem.of(
                        ResolveCode.BAD_EXPRESSION,
                        "'" + text + "' is " + bound.type().word() + ", not a condition"));
        return null;
    }

    /// A dimension of an entity, bound once.
    @Nullable
    public BoundExpression dimension(Draft entity, DataPoint.EntityDimension dimension) {
        var key = entity.id() + "." + dimension.name();
        var known = dimensions.get(key);
        if (known != null) return known.orElse(null);
        if (binding.contains(key)) {
            findings.add(
                    entity.definition(),
                    "dimensions",
                    Problem.of(
                            ResolveCode.BAD_EXPRESSION,
                            "dimension " + key + " is defined by itself: " + String.join(" → ", binding)));
            return null;
        }
        binding.addLast(key);
        var index = entity.definition().dimensions().indexOf(dimension);
        var text = dimension.expression() == null ? dimension.name() : dimension.expression();
        var bound = bind(entity, text, entity.definition(), "dimensions[" + index + "].expression");
        binding.removeLast();
        dimensions.put(key, Optional.ofNullable(bound));
        return bound;
    }

    public Draft draft(String entity) {
        var found = drafts.get(entity);
        if (found == null) throw new IllegalArgumentException("no such entity: " + entity);
        return found;
    }

    /// A derived metric: arithmetic over the values of other metrics, each a name of its own.
    @Nullable
    public Formula arithmetic(DataPoint.Metric metric, String text, Parts parts) {
        try {
            var read = Expressions.read(text(text, metric, "execution.derived"), new PartScope(parts));
            var operands = read.references().stream()
                    .map(reference -> parts.find(reference.path()).orElseThrow())
                    .toList();
            return new Formula.Arithmetic(read.rex(), operands, read.type());
        } catch (Rejection rejection) {
            if (findings.clean(metric))
                rejection.problems().forEach(problem -> findings.add(metric, "execution.derived", problem));
            return null;
        }
    }

    /// From now on expressions may name metrics: they are bound, parts before wholes.
    public void metrics(Parts known) {
        metrics = known;
    }

    /// The metrics that a derived metric may name.
    public interface Parts {
        Optional<Formula> find(String metric);

        Collection<String> names();
    }

    private Expression read(Draft entity, String text, DataPoint blamed, String path) {
        return Expressions.read(text(text, blamed, path), new EntityScope(entity, blamed));
    }

    private SqlText text(String text, DataPoint blamed, String path) {
        var place = findings.place(blamed, path);
        return place == null
                ? SqlText.of(blamed.type().word() + " " + blamed.id(), text)
                : new SqlText(place.source(), text, place.line(), place.column());
    }

    private record PartScope(Parts parts) implements Scope {
        @Override
        public Optional<Field> find(List<String> segments) {
            return segments.size() > 1
                    ? Optional.empty()
                    : parts.find(segments.getFirst()).map(part -> new Field(part.type(), true));
        }

        @Override
        public Collection<String> names() {
            return parts.names();
        }
    }

    private final class EntityScope implements Scope {
        private final Draft entity;

        private final DataPoint blamed;

        EntityScope(Draft entity, DataPoint blamed) {
            this.entity = entity;
            this.blamed = blamed;
        }

        /// Only what a template was opened as has placeholders: its author declared them.
        private List<Parameter> parameters() {
            return blamed instanceof DataPoint.Metric metric
                            && metric.execution() instanceof Execution.Template template
                    ? template.parameters()
                    : List.of();
        }

        @Override
        public Holes holes() {
            return ParameterValues.representative(parameters(), Map.of()).holes();
        }

        @Override
        public RexNode placeholder(String name, RelDataType type) {
            var parameter = parameters().stream()
                    .filter(declared -> declared.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            var index = placeholders.computeIfAbsent(blamed.id() + "." + name, _ -> placeholders.size());
            return new Placeholder(type, index, blamed.id(), parameter);
        }

        @Override
        public Optional<Field> find(List<String> segments) {
            return target(entity, segments).map(found -> new Field(found.type(), true));
        }

        @Override
        public Collection<String> names() {
            List<String> names = new ArrayList<>(entity.columnNames());
            entity.definition().dimensions().forEach(dimension -> names.add(dimension.name()));
            for (var step : entity.steps().values())
                if (!step.toMany())
                    draft(step.to()).columnNames().forEach(column -> names.add(step.role() + "." + column));
            return names;
        }
    }

    private BoundExpression inline(Draft entity, Expression read) {
        List<BoundExpression.ColumnAt> columns = new ArrayList<>();
        List<RexNode> replacements = new ArrayList<>();
        for (var reference : read.references()) {
            var target = target(entity, reference.segments()).orElseThrow();
            replacements.add(place(target, columns));
        }
        var wide = Widening.widen(substitute(read.rex(), replacements));
        return new BoundExpression(wide, columns, RelationalTypes.from(wide.getType()));
    }

    /// Adds the target's columns and returns its expression over them.
    private static RexNode place(BoundExpression target, List<BoundExpression.ColumnAt> columns) {
        var offset = columns.size();
        columns.addAll(target.columns());
        return target.rex().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                return new RexInputRef(reference.getIndex() + offset, reference.getType());
            }
        });
    }

    static RexNode substitute(RexNode rex, List<RexNode> replacements) {
        return rex.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                return replacements.get(reference.getIndex());
            }
        });
    }

    /// What a dotted name means, seen from an entity: a column, or else a dimension, behind to-one roles.
    private Optional<BoundExpression> target(Draft entity, List<String> segments) {
        var at = entity;
        List<Step> path = new ArrayList<>();
        var roles = segments.subList(0, segments.size() - 1);
        for (int i = 0; i < roles.size(); i++) {
            var step = at.steps().get(roles.get(i));
            if (step == null && i == 0 && roles.get(i).equals(entity.id())) continue;
            if (step == null || step.toMany()) return Optional.empty();
            path.add(step);
            at = drafts.get(step.to());
            if (at == null) return Optional.empty();
        }
        var owner = at;
        var name = segments.getLast();
        var column = owner.table().column(name);
        if (column.isPresent()) return Optional.of(column(owner, column.get().name(), path));
        var dimension = owner.dimension(name);
        if (dimension.isPresent())
            return Optional.ofNullable(dimension(owner, dimension.get())).map(bound -> bound.after(path));
        return key(owner, name, path).or(() -> metric(owner, name, path));
    }

    /// A role by itself is the key of what it points to, read where the role begins when it joins on that key.
    private Optional<BoundExpression> key(Draft owner, String role, List<Step> path) {
        var step = owner.steps().get(role);
        if (step == null || step.toMany()) return Optional.empty();
        var to = drafts.get(step.to());
        if (to == null || to.key().size() != 1) return Optional.empty();
        var key = to.table().column(to.key().getFirst()).orElseThrow();
        List<Step> there = new ArrayList<>(path);
        there.add(step);
        for (var pair : step.on())
            if (pair.target().equals(key.name()))
                return Optional.of(
                        pair.column().contains(".")
                                ? BoundExpression.of(
                                        new BoundExpression.ColumnAt(path, DimensionNames.FOREIGN, pair.column()),
                                        key.type())
                                : column(owner, pair.column(), path));
        return Optional.of(column(to, key.name(), there));
    }

    /// A metric is its value for each key of the entity.
    private Optional<BoundExpression> metric(Draft owner, String id, List<Step> path) {
        if (owner.key().isEmpty() || owner.valid() != null) return Optional.empty();
        return metrics.find(id).map(formula -> {
            List<Step> steps = new ArrayList<>(path);
            steps.add(Step.toMetric(owner.id(), owner.key(), id));
            var value = BoundExpression.of(
                    new BoundExpression.ColumnAt(steps, owner.key().size(), id), formula.type());
            return formula.nothing().map(value::or).orElse(value);
        });
    }

    private static BoundExpression column(Draft owner, String name, List<Step> path) {
        var column = owner.table().column(name).orElseThrow();
        var type = RelationalTypes.of(column.type(), true);
        return new BoundExpression(
                new RexInputRef(0, type),
                List.of(new BoundExpression.ColumnAt(path, owner.ordinal(column), column.name())),
                column.type());
    }
}
