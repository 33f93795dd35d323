package io.datachat.apex.workspace;

import io.datachat.apex.datapoint.Domain;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.SqlQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Binds every workspace and tries its exemplars, so that what is wrong is told where it is written.
public final class WorkspaceCheck {
    private WorkspaceCheck() {}

    /// @param binding   a workspace to its database; throws [Rejection] when that cannot be read
    /// @param compiling a query; throws [Rejection] when it may not run
    public static List<Problem> problems(
            Library library, Function<Domain, List<Problem>> binding, Consumer<SqlQuery> compiling) {
        List<Problem> problems = new ArrayList<>();
        for (var placed : library.domains()) {
            var unbound = bound(placed, binding);
            problems.addAll(unbound);
            if (unbound.isEmpty()) problems.addAll(exemplars(placed, compiling));
        }
        return List.copyOf(problems);
    }

    /// The workspaces that are there for somebody, with the exemplars that they may run.
    ///
    /// @param binding   a workspace by its name; throws [Rejection] when there is none for them
    /// @param compiling a query; throws [Rejection] when they may not run it
    public static List<Workspace> shown(
            Library library, Function<String, Workspace> binding, Consumer<SqlQuery> compiling) {
        List<Workspace> shown = new ArrayList<>();
        for (var placed : library.domains()) {
            var domain = placed.domain();
            try {
                var workspace = binding.apply(domain.name());
                shown.add(workspace.showing(domain.exemplars().stream()
                        .filter(exemplar -> runs(() ->
                                compiling.accept(SqlQuery.of(exemplar.sql()).in(domain.name()))))
                        .toList()));
            } catch (Rejection hidden) {
                // Of a workspace none of whose tables is there for them, they are told nothing.
            }
        }
        return List.copyOf(shown);
    }

    private static boolean runs(Runnable work) {
        try {
            work.run();
            return true;
        } catch (Rejection refused) {
            return false;
        }
    }

    private static List<Problem> bound(Domain.Placed placed, Function<Domain, List<Problem>> binding) {
        try {
            return binding.apply(placed.domain());
        } catch (Rejection rejection) {
            return rejection.problems().stream()
                    .map(problem -> problem.place() == null ? problem.at(placed.place("database")) : problem)
                    .toList();
        }
    }

    private static List<Problem> exemplars(Domain.Placed placed, Consumer<SqlQuery> compiling) {
        List<Problem> problems = new ArrayList<>();
        var domain = placed.domain();
        for (var index = 0; index < domain.exemplars().size(); index++) {
            var exemplar = domain.exemplars().get(index);
            try {
                compiling.accept(SqlQuery.of(exemplar.sql()).in(domain.name()));
            } catch (Rejection rejection) {
                for (var why : rejection.problems())
                    problems.add(new Problem(
                            WorkspaceCode.BAD_EXEMPLAR,
                            "workspace " + domain.name() + ", exemplar '" + exemplar.question() + "': " + why.message(),
                            placed.place("exemplars[" + index + "].sql"),
                            why.hint(),
                            why.choices()));
            }
        }
        return problems;
    }
}
