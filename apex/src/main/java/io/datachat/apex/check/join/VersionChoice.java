package io.datachat.apex.check.join;

import io.datachat.apex.check.CheckCode;
import io.datachat.apex.check.join.known.Equality;
import io.datachat.apex.check.join.known.Instance;
import io.datachat.apex.check.join.known.Presence;
import io.datachat.apex.check.join.known.Rows;
import io.datachat.apex.check.join.known.Term.Cell;
import io.datachat.apex.check.join.known.Term.Fixed;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.workspace.Versioning;
import io.datachat.apex.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;

/// Refuses aggregates that count every version of a thing as if each were a thing of its own.
final class VersionChoice {
    private final Workspace workspace;
    private final Presence presence;
    private final Rows around;
    private final Rows rows;

    VersionChoice(Workspace workspace, Presence presence, Rows rows, Rows around) {
        this.workspace = workspace;
        this.presence = presence;
        this.rows = rows;
        this.around = around;
    }

    /// @param settled instances whose versions no aggregate above can count
    record Judged(List<Problem> problems, Set<Instance> settled) {}

    Judged of(Aggregate aggregate) {
        List<Problem> problems = new ArrayList<>();
        Set<Instance> settled = new HashSet<>();
        var counting = aggregate.getAggCallList().stream()
                .filter(VersionChoice::counts)
                .map(call -> call.getAggregation().getName().toLowerCase(Locale.ROOT))
                .findFirst();
        for (var instance : rows.instances())
            for (var rule : workspace.versions()) {
                var column = rule.versionOf(instance.table());
                if (column.isEmpty() || rows.settled().contains(instance)) continue;
                var version = new Cell(instance, column.get());
                var chosen = chosen(version, rule);
                if (!chosen && grouped(version, aggregate)) continue;
                settled.add(instance);
                if (!chosen) counting.ifPresent(name -> problems.add(problem(name, version, rule)));
            }
        return new Judged(problems, settled);
    }

    private static boolean counts(AggregateCall call) {
        if (call.isDistinct()) return false;
        return switch (call.getAggregation().getKind()) {
            case MIN, MAX, ANY_VALUE, BIT_AND, BIT_OR, LITERAL_AGG, SINGLE_VALUE, ARG_MAX, ARG_MIN -> false;
            default -> true;
        };
    }

    /// Whether only one version of each can be there: the newest, a given one, or that of a row of the query
    /// around.
    private boolean chosen(Cell version, Versioning rule) {
        return equality(version).any(version, term -> switch (term) {
            case Fixed _ -> true;
            case Cell(Instance of, String column) ->
                around.instances().contains(of) || (rule.heads(of.table()) && column.equals(rule.version()));
        });
    }

    private boolean grouped(Cell version, Aggregate aggregate) {
        var equality = equality(version);
        for (var key : aggregate.getGroupSet()) {
            var term = rows.columns().get(key);
            if (term != null && equality.same(term, version)) return true;
        }
        return false;
    }

    private Equality equality(Cell version) {
        var both = rows.beside(around);
        return Equality.of(both.facts(), presence.present(Set.of(version.instance()), both.present()));
    }

    private Problem problem(String aggregate, Cell version, Versioning rule) {
        var table = workspace.called(version.instance().table());
        var problem = Problem.of(
                CheckCode.EVERY_VERSION,
                aggregate + " over " + table + " counts every version of the " + rule.entity());
        var latest = rule.latest();
        if (latest == null)
            return problem.hint("choose one: fix " + table + "." + version.column() + ", or group by it");
        var head = workspace.called(latest);
        var fixed = ", fix " + table + "." + version.column() + ", or group by it";
        return version.instance().table().equals(rule.table())
                ? problem.choices(List.of(head)).hint("for the newest read " + head + fixed)
                : problem.choices(workspace.between(version.instance().table(), latest).stream()
                                .map(edge -> edge.condition(table, head))
                                .toList())
                        .hint("for the newest join " + head + fixed);
    }
}
