package io.datachat.apex.plan.write;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.Expression;
import io.datachat.apex.read.Expressions;
import io.datachat.apex.read.Scope;
import io.datachat.apex.read.text.SqlText;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.Model;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The `constraint` DataPoints of a model, bound to the tables of their entities.
public final class Rules {
    private Rules() {}

    /// A rule about the rows of one table.
    public record Rule(DataPoint.Constraint definition, String database, Table table, Expression condition) {
        public String said() {
            var message = definition.message();
            return message == null ? definition.common().name() : message;
        }

        /// Whether it speaks of the column.
        public boolean reads(String column) {
            return condition.references().stream()
                    .anyMatch(reference -> reference.segments().getFirst().equalsIgnoreCase(column));
        }
    }

    /// Those of one table.
    ///
    /// @throws Rejection when one that may be meant for it cannot be checked
    public static List<Rule> of(Model model, String database, Table.Name table) {
        List<Problem> problems = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        for (var constraint : model.library().all(DataPoint.Constraint.class)) {
            var entity = model.entities().get(constraint.entity());
            if (entity != null
                    && !(entity.database().equals(database)
                            && entity.table().name().equals(table))) continue;
            bound(constraint, entity, model, problems).ifPresent(rules::add);
        }
        Rejection.unlessEmpty(problems);
        return rules;
    }

    /// What is wrong with any of them.
    public static List<Problem> problems(Model model) {
        List<Problem> problems = new ArrayList<>();
        for (var constraint : model.library().all(DataPoint.Constraint.class))
            bound(constraint, model.entities().get(constraint.entity()), model, problems);
        return problems;
    }

    private static Optional<Rule> bound(
            DataPoint.Constraint constraint, @Nullable BoundEntity entity, Model model, List<Problem> problems) {
        var place = model.library()
                .definition(constraint.type(), constraint.id())
                .map(definition -> definition.place("where"))
                .orElse(null);
        if (entity == null) {
            problems.add(Problem.of(
                            WriteCode.RULE_UNUSABLE,
                            "constraint " + constraint.id() + ": its entity '" + constraint.entity()
                                    + "' cannot be used")
                    .at(place));
            return Optional.empty();
        }
        try {
            var text = place == null
                    ? SqlText.of("constraint " + constraint.id(), constraint.where())
                    : new SqlText(place.source(), constraint.where(), place.line(), place.column());
            var condition = Expressions.readCondition(text, new Columns(entity.table()));
            return Optional.of(new Rule(constraint, entity.database(), entity.table(), condition));
        } catch (Rejection wrong) {
            for (var problem : wrong.problems())
                problems.add(
                        Problem.of(WriteCode.RULE_UNUSABLE, "constraint " + constraint.id() + ": " + problem.message())
                                .at(at(problem, place))
                                .choices(problem.choices()));
            return Optional.empty();
        }
    }

    private static @Nullable Place at(Problem problem, @Nullable Place otherwise) {
        return problem.place() == null ? otherwise : problem.place();
    }

    private record Columns(Table table) implements Scope {
        @Override
        public Optional<Field> find(List<String> segments) {
            return segments.size() != 1
                    ? Optional.empty()
                    : table.column(segments.getFirst()).map(column -> new Field(column.type(), column.nullable()));
        }

        @Override
        public Collection<String> names() {
            return table.columns().stream().map(Table.Column::name).toList();
        }
    }
}
