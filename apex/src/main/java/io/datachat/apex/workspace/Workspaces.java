package io.datachat.apex.workspace;

import io.datachat.apex.catalog.Relations;
import io.datachat.apex.datapoint.Domain;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.SqlQuery;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The workspaces of one library, bound to the tables that one set of people sees. Safe for use by many threads.
public final class Workspaces {
    private static final int OFFERED = 3;

    private final Library library;
    private final Map<String, Workspace> bound = new ConcurrentHashMap<>();

    public Workspaces(Library library) {
        this.library = library;
    }

    /// The database that a query is asked of.
    ///
    /// @param standard the project's default
    /// @throws Rejection when its workspace is not known, or lives in another database than the one it names
    public static String database(SqlQuery query, Library library, String standard) {
        var named = query.database();
        if (query.workspace() == null) return named == null ? standard : named;
        var domain = placed(query.workspace(), library).domain();
        var own = domain.database() == null ? standard : domain.database();
        if (named == null || named.equals(own)) return own;
        throw new Rejection(Problem.of(
                        WorkspaceCode.OTHER_DATABASE,
                        "workspace " + query.workspace() + " belongs to database " + own + ", not to " + named)
                .hint("leave the database out"));
    }

    /// @throws Rejection when none of them has this name
    public static Workspace named(String name, List<Workspace> shown) {
        return shown.stream()
                .filter(workspace -> workspace.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> unknown(name, shown.stream().map(Workspace::name).toList()));
    }

    private static Domain.Placed placed(String name, Library library) {
        return library.domains().stream()
                .filter(placed -> placed.domain().name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, names(library)));
    }

    private static List<String> names(Library library) {
        return library.domains().stream().map(placed -> placed.domain().name()).toList();
    }

    private static Rejection unknown(String name, List<String> names) {
        var near = Nearest.of(name, names, OFFERED);
        return new Rejection(Problem.of(WorkspaceCode.UNKNOWN_WORKSPACE, "unknown workspace '" + name + "'")
                .choices(near.isEmpty() ? names.stream().limit(OFFERED).toList() : near));
    }

    /// @param relations of its database
    /// @throws Rejection when there is none of this name, or none of its tables is there
    public Workspace bound(String name, Relations relations) {
        var workspace = bound.computeIfAbsent(name, _ -> Binding.of(placed(name, library), relations));
        if (!workspace.catalog().tables().isEmpty()) return workspace;
        throw workspace.problems().isEmpty() ? unknown(name, names(library)) : broken(workspace);
    }

    /// The workspace to check a query against; none for a query that is kept to none.
    ///
    /// @param whole whether the person sees everything: what cannot be bound then is wrong, and not hidden
    public Optional<Workspace> of(@Nullable String name, Relations relations, boolean whole) {
        if (name == null) return Optional.empty();
        var workspace = bound(Objects.requireNonNull(name), relations);
        if (whole && !workspace.problems().isEmpty()) throw broken(workspace);
        return Optional.of(workspace);
    }

    private static Rejection broken(Workspace workspace) {
        var why = workspace.problems().getFirst();
        return new Rejection(List.of(new Problem(
                WorkspaceCode.BROKEN_WORKSPACE,
                "workspace " + workspace.name() + " is broken: " + why.message(),
                why.place(),
                why.hint() == null
                        ? "mend its file; 'datachat datapoint lint' tells everything that is wrong"
                        : why.hint(),
                why.choices())));
    }
}
