package io.datachat.apex.plan.lift.form;

import io.datachat.apex.plan.lift.form.Flat.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/// One aggregation in one spelling.
///
/// @param held   what every aggregated row fulfils; it decides which groups there are
/// @param groups what rows are grouped by, in the order of the aggregate's fields
/// @param calls  what is computed, in the order of the aggregate's fields
/// @param parts  each condition by its text, also those of calls; none for the presence of a joined row
public record Grouped(Rooted rows, Set<String> held, List<Group> groups, List<Call> calls, Map<String, RexNode> parts) {
    public record Group(RexNode rex, String text) {}

    /// @param function lower case: `count`, `sum`
    /// @param argument empty for a count of rows
    /// @param rows     what the rows fulfil that it takes: the conditions of all and its own
    /// @param instead  the same without a 0 where there is no value to add; null for what is written without
    public record Call(
            String function,
            boolean distinct,
            String argument,
            @Nullable RexNode rex,
            Set<String> rows,
            @Nullable Call instead) {
        /// @param other what it would be without a 0 where there is no value
        Call nearly(Call other) {
            return new Call(function, distinct, argument, rex, rows, other);
        }

        /// Whether it is the same but for the rows that it takes.
        public boolean like(String otherFunction, boolean otherDistinct, String otherArgument) {
            return function.equals(otherFunction) && distinct == otherDistinct && argument.equals(otherArgument);
        }
    }

    public static Grouped of(Aggregate aggregate, Flat flat, Rooted.Keys keys, Leaf root) {
        if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) throw new Unlike("it has several grouping sets");
        var rooted = Rooted.of(flat, keys, root);
        var held = rooted.conditions();
        List<Group> groups = new ArrayList<>();
        List<RexNode> read = new ArrayList<>();
        for (var field : aggregate.getGroupSet()) {
            var rex = flat.fields().get(field);
            read.add(rex);
            groups.add(new Group(rex, rooted.spelling().moment(rex)));
        }
        List<Call> calls = new ArrayList<>();
        Map<String, RexNode> parts = new TreeMap<>(rooted.parts());
        var calling = new Calling(
                rooted.spelling(),
                parts,
                held,
                !groups.isEmpty(),
                !rooted.multiplying().isEmpty());
        for (var call : aggregate.getAggCallList()) {
            call.getArgList().forEach(field -> read.add(flat.fields().get(field)));
            if (call.filterArg >= 0) read.add(flat.fields().get(call.filterArg));
            calls.add(calling.of(call, flat));
        }
        if (rooted.multiplying().isEmpty()) rooted.onlyHarmless(read);
        return new Grouped(rooted, held, groups, calls, parts);
    }

    /// Whether every joined table has at most one row for each row that is aggregated.
    public boolean whole() {
        return rows.multiplying().isEmpty();
    }
}
