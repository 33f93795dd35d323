package io.datachat.apex.workspace;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.DataPoint.JoinColumns;
import io.datachat.apex.datapoint.Domain;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.workspace.Edge.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the tables and columns that a workspace names. What cannot be bound is left out and told.
final class Binding {
    private static final int OFFERED = 5;

    private final Domain.Placed placed;
    private final Relations relations;
    private final Map<Table.Name, Table> tables = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Table.Name> dropped = new HashSet<>();

    private Binding(Domain.Placed placed, Relations relations) {
        this.placed = placed;
        this.relations = relations;
    }

    /// @param relations the tables of its database, as somebody sees them
    static Workspace of(Domain.Placed placed, Relations relations) {
        return new Binding(placed, relations).bound();
    }

    private Workspace bound() {
        var domain = placed.domain();
        for (var index = 0; index < domain.tables().size(); index++) {
            var wanted = domain.tables().get(index).table();
            var found = relations.catalog().table(wanted);
            found.ifPresentOrElse(table -> tables.put(table.name(), table), unknown(wanted, "tables[" + index + "]"));
        }
        if (domain.tables().isEmpty())
            problems.add(problem(WorkspaceCode.UNKNOWN_TABLE, "the workspace has no tables", "tables")
                    .hint("list what may be read below tables:"));
        List<Edge> edges = new ArrayList<>();
        for (var index = 0; index < domain.joins().size(); index++) {
            var at = "joins[" + index + "]";
            edge(domain.joins().get(index), at).ifPresent(edges::add);
        }
        List<Versioning> versions = new ArrayList<>();
        for (var index = 0; index < domain.versions().size(); index++)
            new VersionBinding(this, domain.versions().get(index), "versions[" + index + "]")
                    .bound()
                    .ifPresent(versions::add);
        dropped.forEach(tables::remove);
        versions.forEach(versioning -> edges.addAll(VersionEdges.of(versioning, relations.catalog())));
        edges.removeIf(edge -> !tables.containsKey(edge.from()) || !tables.containsKey(edge.to()));
        var known = keyed(edges, versions);
        var fields = new Fields(placed, known, tables, problems);
        var seen = fields.seen();
        return new Workspace(domain, known, seen, edges, versions, problems);
    }

    /// What a to-one edge ends on, and what tells versions apart, are keys.
    private Relations keyed(List<Edge> edges, List<Versioning> versions) {
        var keyed = relations;
        for (var versioning : versions) {
            List<String> whole = new ArrayList<>(versioning.identity());
            whole.add(versioning.version());
            Map<Table.Name, List<String>> keys = new HashMap<>();
            keys.put(versioning.table(), whole);
            if (versioning.latest() != null) keys.put(versioning.latest(), versioning.identity());
            keyed = keyed.knowing(keys);
        }
        for (var edge : edges) {
            keyed = switch (edge.cardinality()) {
                case MANY_TO_ONE -> keyed.knowing(Map.of(edge.to(), targets(edge)));
                case ONE_TO_MANY -> keyed.knowing(Map.of(edge.from(), targets(edge.reversed())));
                case ONE_TO_ONE ->
                    keyed.knowing(Map.of(edge.to(), targets(edge)))
                            .knowing(Map.of(edge.from(), targets(edge.reversed())));
                case MANY_TO_MANY -> keyed;
            };
        }
        return keyed;
    }

    private static List<String> targets(Edge edge) {
        return edge.on().stream().map(Pair::target).toList();
    }

    private Optional<Edge> edge(Domain.Edge written, String at) {
        var from = table(written.from(), at + ".from");
        var to = table(written.to(), at + ".to");
        if (from.isEmpty() || to.isEmpty()) return Optional.empty();
        return pairs(written.on(), from.get(), to.get(), at + ".on")
                .map(on -> new Edge(
                        from.get().name(),
                        to.get().name(),
                        on,
                        written.cardinality(),
                        written.note() == null ? "a join of the workspace" : written.note()));
    }

    /// Of whose rows it is not known which version they are must not be read: they would be counted as if each were
    /// the only one.
    void drop(String table) {
        relations.catalog().table(table).map(Table::name).ifPresent(dropped::add);
    }

    /// A table that the workspace allows.
    Optional<Table> table(String wanted, String at) {
        var found = relations.catalog().table(wanted).map(Table::name).map(tables::get);
        if (found.isEmpty()) unknown(wanted, at).run();
        return found;
    }

    private Runnable unknown(String wanted, String at) {
        return () -> {
            var catalog = relations.catalog();
            var exists = catalog.table(wanted).isPresent();
            var offered = (exists ? tables.values() : catalog.tables())
                    .stream().map(table -> catalog.shortest(table.name())).toList();
            var problem = problem(
                            WorkspaceCode.UNKNOWN_TABLE,
                            exists
                                    ? "table '" + wanted + "' is not among the tables of the workspace"
                                    : "there is no table '" + wanted + "' in " + catalog.database(),
                            at)
                    .choices(Nearest.of(wanted, offered, OFFERED));
            problems.add(exists ? problem.hint("add it below tables:") : problem);
        };
    }

    /// The columns of two tables that are equal.
    Optional<List<Pair>> pairs(List<JoinColumns> written, Table from, Table to, String at) {
        if (written.isEmpty()) {
            problems.add(problem(WorkspaceCode.BAD_EDGE, "'" + at + "' names no columns", at)
                    .hint("write on: {own_column: its_column}"));
            return Optional.empty();
        }
        List<Pair> pairs = new ArrayList<>();
        var whole = true;
        for (var index = 0; index < written.size(); index++) {
            var here = at + "[" + index + "]";
            var own = column(from, written.get(index).column(), here);
            var its = column(to, written.get(index).target(), here);
            if (own.isEmpty() || its.isEmpty()) {
                whole = false;
                continue;
            }
            if (!fits(own.get().type(), its.get().type())) {
                problems.add(problem(
                        WorkspaceCode.BAD_EDGE,
                        called(from) + "." + own.get().name() + " is "
                                + own.get().type().word() + " and " + called(to) + "."
                                + its.get().name() + " is " + its.get().type().word() + ": they cannot be equal",
                        here));
                whole = false;
                continue;
            }
            pairs.add(new Pair(own.get().name(), its.get().name()));
        }
        return whole ? Optional.of(pairs) : Optional.empty();
    }

    private static boolean fits(DataType one, DataType other) {
        return one.equals(other) || (one.numeric() && other.numeric()) || (one.temporal() && other.temporal());
    }

    Optional<Table.Column> column(Table table, String wanted, String at) {
        var found = table.column(wanted);
        if (found.isEmpty())
            problems.add(problem(
                            WorkspaceCode.UNKNOWN_COLUMN,
                            "table " + called(table) + " has no column '" + wanted + "'",
                            at)
                    .choices(Nearest.of(
                            wanted,
                            table.columns().stream().map(Table.Column::name).toList(),
                            OFFERED)));
        return found;
    }

    String called(Table table) {
        return relations.catalog().shortest(table.name());
    }

    void report(WorkspaceCode code, String message, String at, String hint) {
        problems.add(problem(code, message, at).hint(hint));
    }

    private Problem problem(WorkspaceCode code, String message, String at) {
        return Problem.of(code, "workspace " + placed.domain().name() + ": " + message)
                .at(placed.place(at));
    }
}
