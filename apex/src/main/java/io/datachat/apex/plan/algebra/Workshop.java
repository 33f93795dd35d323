package io.datachat.apex.plan.algebra;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.RelationalTypes;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.read.parameter.Placeholder;
import io.datachat.apex.resolve.asked.Slot;
import io.datachat.apex.resolve.model.Model;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;

/// What one plan is built with: a cluster of its own and the list of its parameters.
public final class Workshop {
    private static final HepProgram NO_RULES = HepProgram.builder().build();
    private final Model model;
    private final Relations relations;
    private final RexBuilder rex = new RexBuilder(RelationalTypes.FACTORY);
    private final RelOptCluster cluster =
            RelOptCluster.create(new HepPlanner(NO_RULES, Contexts.of(Relations.connectionConfig())), rex);
    private final List<Slot> slots = new ArrayList<>();

    public Workshop(Model model, String database) {
        this.model = model;
        this.relations = model.relations(database);
    }

    public Model model() {
        return model;
    }

    public Relations relations() {
        return relations;
    }

    public RelOptCluster cluster() {
        return cluster;
    }

    public RexBuilder rex() {
        return rex;
    }

    public List<Slot> slots() {
        return slots;
    }

    /// A new parameter, even for a slot that is used already: each place in the text binds for itself.
    public RexNode parameter(Slot slot) {
        slots.add(slot);
        return rex.makeDynamicParam(RelationalTypes.of(slot.type(), true), slots.size() - 1);
    }

    /// A parameter of an opened template, in the type that its surroundings gave it.
    public RexNode value(RexDynamicParam parameter) {
        if (!(parameter instanceof Placeholder placeholder))
            throw new IllegalStateException("a parameter without a name: " + parameter);
        slots.add(new Slot.Parameter(placeholder.name(), -1, placeholder.type()));
        return rex.makeDynamicParam(parameter.getType(), slots.size() - 1);
    }

    public RexNode call(SqlOperator operator, RexNode... operands) {
        return rex.makeCall(operator, operands);
    }

    public RexNode cast(RexNode value, DataType type) {
        RelDataType wanted = RelationalTypes.of(type, true);
        return value.getType().getSqlTypeName() == wanted.getSqlTypeName()
                        && RelationalTypes.from(value.getType()).equals(type)
                ? value
                : rex.makeAbstractCast(wanted, value, false);
    }
}
