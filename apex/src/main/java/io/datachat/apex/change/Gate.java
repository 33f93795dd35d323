package io.datachat.apex.change;

import io.datachat.apex.govern.policy.Policy;
import io.datachat.apex.govern.policy.TableSight;
import io.datachat.apex.plan.write.Rules;
import io.datachat.apex.plan.write.WriteCode;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.Expression;
import io.datachat.apex.read.write.Assignment.Kind;
import io.datachat.apex.warehouse.write.Surroundings;
import io.datachat.apex.warehouse.write.Surroundings.Filling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Whether a write may be tried at all. What it decides depends on rules and on the structure of the table, never on
/// rows: a refusal tells nothing of what a person does not see.
public final class Gate {
    private final CompiledWrite write;
    private final Surroundings around;
    private final List<Problem> problems = new ArrayList<>();

    private Gate(CompiledWrite write, Surroundings around) {
        this.write = write;
        this.around = around;
    }

    /// @param policy of whoever writes
    /// @param rules  of the table
    public static void pass(CompiledWrite write, Surroundings around, Policy policy, List<Rules.Rule> rules) {
        var gate = new Gate(write, around);
        gate.structure();
        if (!policy.none()) gate.sight(policy, rules);
        Rejection.unlessEmpty(gate.problems);
    }

    private void structure() {
        var table = write.table().name();
        if (around.columns().isEmpty())
            add(WriteCode.UNUSABLE, table + " is no longer there", "run `datachat database refresh`");
        else if (!around.plain())
            add(
                    WriteCode.UNUSABLE,
                    table + " is a foreign table, or other tables inherit from it",
                    "write it elsewhere");
        if (!around.rewrites().isEmpty())
            add(WriteCode.UNUSABLE, "rules of the database rewrite writes to " + table, "write it elsewhere");
        if (write.key().isEmpty())
            add(
                    WriteCode.UNUSABLE,
                    table + " has no primary key, so what is written to it could not be looked at",
                    "give it one");
        for (var column : write.columns()) column(column.name());
        if (write.kind() == Kind.INSERT) around.columns().forEach(this::leftOut);
    }

    private void column(String name) {
        var filling = around.column(name).map(Surroundings.Filled::filling).orElse(Filling.DEFAULT);
        if (filling == Filling.GENERATED || filling == Filling.IDENTITY)
            add(WriteCode.FILLED, "column '" + name + "' is filled by the database", "leave it out");
        if (!write.update()) return;
        if (in(write.key(), name))
            add(WriteCode.UNUSABLE, "column '" + name + "' is part of the key of its table", "add a row instead");
        else if (in(around.referred(), name))
            add(
                    WriteCode.UNUSABLE,
                    "rows of other tables refer to column '" + name + "', and would be changed or refused",
                    "leave it as it is");
    }

    private void leftOut(Surroundings.Filled column) {
        if (!column.required()
                || column.expression() != null
                || column.filling() != Filling.DEFAULT
                || write.writes(column.name())) return;
        var seen = write.table().column(column.name()).isPresent();
        add(
                WriteCode.MISSING,
                seen ? "column '" + column.name() + "' needs a value" : "a column that you do not see needs a value",
                seen ? "add it to the columns" : "ask an administrator");
    }

    /// For those under a policy. Whether a value is taken may depend on rows and columns that they do not see; such
    /// a write is refused before anybody looks.
    private void sight(Policy policy, List<Rules.Rule> rules) {
        var sight = policy.sight(write.database(), write.table().name());
        if (!around.triggers().isEmpty() || !around.code().isEmpty())
            add(
                    WriteCode.NOT_YOURS,
                    "the table runs code of its own when it is written, and that sees more than you may",
                    "ask an administrator");
        for (var column : write.columns())
            if (sight != null && !sight.plain(column.name()))
                add(WriteCode.NOT_YOURS, "column '" + column.name() + "' is masked for you", "leave it out");
        for (var column : write.key())
            if (sight != null && !sight.plain(column))
                add(WriteCode.NOT_YOURS, "the key of the table is masked for you", "ask an administrator");
        if (sight != null) {
            if (sight.smallestGroup() > 1)
                add(WriteCode.NOT_YOURS, "you see the table in groups of rows only", "ask an administrator");
            around.uniques().forEach(unique -> unique(unique, sight));
            for (var grant : sight.grants()) if (grant.rows() != null) compared(columns(grant.rows()), policy);
            around.checks().forEach(columns -> compared(columns, policy));
            for (var rule : rules) compared(columns(rule.condition()), policy);
        }
        for (var reference : around.references()) referring(reference, policy);
    }

    private static List<String> columns(Expression condition) {
        return condition.references().stream()
                .filter(reference -> reference.segments().size() == 1)
                .map(reference -> reference.segments().getFirst())
                .toList();
    }

    /// That a value is taken already would tell of rows that are not seen.
    private void unique(Surroundings.Unique unique, TableSight sight) {
        var given = unique.columns().stream().filter(write::writes).toList();
        if (unique.whole()) {
            if (sight.allRows() && unique.columns().stream().allMatch(sight::plain)) return;
            if (given.isEmpty() && (write.update() || filledByDatabase(unique))) return;
        }
        add(
                WriteCode.NOT_YOURS,
                given.isEmpty()
                        ? "values that must be there once could tell of rows that you do not see"
                        : "column '" + given.getFirst()
                                + "' must be there once, which could tell of rows that you do not see",
                "let the database fill it, or ask an administrator");
    }

    private boolean filledByDatabase(Surroundings.Unique unique) {
        return unique.columns().stream()
                .anyMatch(name -> around.column(name)
                        .filter(column -> column.filling() == Filling.NUMBERED || column.filling() == Filling.IDENTITY)
                        .isPresent());
    }

    /// A CHECK or a rule that compares what is written with what is not seen would tell of it.
    private void compared(Collection<String> columns, Policy policy) {
        var sight = policy.sight(write.database(), write.table().name());
        if (sight == null) return;
        var hidden = columns.stream().anyMatch(column -> !sight.plain(column));
        var written = columns.stream().filter(this::changes).toList();
        // What is not seen of a row that is added comes from defaults, which are the same for all.
        if (!hidden || written.isEmpty() || write.kind() == Kind.INSERT) return;
        add(
                WriteCode.NOT_YOURS,
                write.columns().getFirst().name() + ": what you write is compared with what you do not see",
                "ask an administrator");
    }

    /// A generated column may change with any other.
    private boolean changes(String column) {
        return write.writes(column)
                || around.column(column)
                        .filter(found -> found.filling() == Filling.GENERATED)
                        .isPresent();
    }

    /// That a value refers to something, or to nothing, would tell of rows that are not seen.
    private void referring(Surroundings.Reference reference, Policy policy) {
        var written = reference.columns().stream().filter(write::writes).toList();
        if (written.isEmpty()) return;
        var target = policy.sight(write.database(), reference.target());
        if (target == null || (target.allRows() && !target.forbidden())) return;
        add(
                WriteCode.NOT_YOURS,
                "column '" + written.getFirst() + "' refers to rows of a table of which you see only a part",
                "ask an administrator");
    }

    private static boolean in(Collection<String> names, String wanted) {
        return names.stream().anyMatch(wanted::equalsIgnoreCase);
    }

    private void add(WriteCode code, String message, String hint) {
        problems.add(Problem.of(code, message).hint(hint));
    }
}
