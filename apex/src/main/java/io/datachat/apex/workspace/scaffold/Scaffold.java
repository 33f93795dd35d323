package io.datachat.apex.workspace.scaffold;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.workspace.Edge;
import io.datachat.apex.workspace.Workspace;
import io.datachat.apex.workspace.WorkspaceCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// SQL over the tables wanted. The same request gives the same text.
public final class Scaffold {
    private static final int OFFERED = 5;

    private final Workspace workspace;
    private final Wanted wanted;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Scaffold(Workspace workspace, Wanted wanted) {
        this.workspace = workspace;
        this.wanted = wanted;
    }

    /// @param notes what was decided on the way
    public record Made(String sql, List<String> notes) {
        public Made {
            notes = List.copyOf(notes);
        }
    }

    /// @throws Rejection when a name is not known, or nobody can tell how the tables are joined
    public static Made of(Workspace workspace, Wanted wanted) {
        return new Scaffold(workspace, wanted).made();
    }

    private Made made() {
        Set<Table.Name> tables = new LinkedHashSet<>();
        for (var name : wanted.tables()) table(name).ifPresent(tables::add);
        if (wanted.tables().isEmpty())
            problems.add(Problem.of(WorkspaceCode.NOTHING_WANTED, "no table is named")
                    .choices(called(workspace.catalog().tables().stream().map(Table::name)))
                    .hint("name at least one"));
        Rejection.unlessEmpty(problems);
        var edges = new JoinTree(workspace, tables).edges();
        Set<Table.Name> all = new LinkedHashSet<>(tables);
        edges.forEach(edge -> all.add(edge.to()));
        var columns = columns(tables, all);
        var filters =
                wanted.filters().stream().map(filter -> filter(filter, all)).toList();
        Rejection.unlessEmpty(problems);
        var sql = new StringBuilder("SELECT ")
                .append(String.join(", ", columns))
                .append("\nFROM ")
                .append(from(tables.iterator().next()));
        for (var edge : edges)
            sql.append("\nJOIN ").append(from(edge.to())).append(" ON ").append(condition(edge));
        if (!filters.isEmpty()) sql.append("\nWHERE ").append(String.join(" AND ", filters));
        return new Made(sql.toString(), notes);
    }

    /// A table by its name, or an entity's newest versions.
    private Optional<Table.Name> table(String name) {
        for (var rule : workspace.versions()) {
            var meant = rule.entity().equalsIgnoreCase(name)
                    || workspace
                            .catalog()
                            .table(name)
                            .map(Table::name)
                            .filter(rule.table()::equals)
                            .isPresent();
            if (!meant) continue;
            if (wanted.history() || rule.latest() == null) return Optional.of(rule.table());
            notes.add(workspace.called(rule.latest()) + " holds the newest version of each " + rule.entity());
            return Optional.of(rule.latest());
        }
        var found = workspace.catalog().table(name).map(Table::name);
        if (found.isEmpty())
            problems.add(Problem.of(
                            WorkspaceCode.UNKNOWN_IN_WORKSPACE,
                            "unknown table '" + name + "' in workspace " + workspace.name())
                    .choices(Nearest.of(
                            name, called(workspace.catalog().tables().stream().map(Table::name)), OFFERED)));
        return found;
    }

    private List<String> called(Stream<Table.Name> tables) {
        return tables.map(workspace::called).toList();
    }

    private String from(Table.Name table) {
        var called = workspace.called(table);
        return called.equals(table.table())
                ? quoted(table.table())
                : quoted(table.schema()) + "." + quoted(table.table()) + " AS " + quoted(table.table());
    }

    private static String condition(Edge edge) {
        return edge.on().stream()
                .map(pair -> column(edge.to(), pair.target()) + " = " + column(edge.from(), pair.column()))
                .collect(Collectors.joining(" AND "));
    }

    private static String column(Table.Name table, String column) {
        return quoted(table.table()) + "." + quoted(column);
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private List<Table.Column> of(Table.Name table) {
        return workspace.catalog().table(table.toString()).orElseThrow().columns();
    }

    /// Names that two tables have are told apart.
    private List<String> columns(Set<Table.Name> tables, Set<Table.Name> all) {
        record Chosen(Table.Name table, String column) {}
        List<Chosen> chosen = new ArrayList<>();
        if (wanted.columns().isEmpty())
            tables.forEach(table -> of(table).forEach(column -> chosen.add(new Chosen(table, column.name()))));
        for (var name : wanted.columns()) {
            var dot = name.lastIndexOf('.');
            var found = all.stream()
                    .filter(table -> dot < 0
                            || table.table().equalsIgnoreCase(name.substring(0, dot))
                            || head(table, name.substring(0, dot)))
                    .flatMap(table -> of(table).stream()
                            .filter(column -> column.name().equalsIgnoreCase(name.substring(dot + 1)))
                            .map(column -> new Chosen(table, column.name())))
                    .toList();
            if (found.size() == 1) chosen.add(found.getFirst());
            else problems.add(column(name, all, found.isEmpty()));
        }
        Map<String, Integer> times = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        chosen.forEach(each -> times.merge(each.column, 1, Integer::sum));
        return chosen.stream()
                .distinct()
                .map(each -> column(each.table, each.column)
                        + (times.getOrDefault(each.column, 0) > 1
                                ? " AS " + quoted(each.table.table() + "_" + each.column)
                                : ""))
                .toList();
    }

    /// Whether the newest stand for a table of versions, or an entity, that was named.
    private boolean head(Table.Name table, String name) {
        return workspace.versions().stream()
                .anyMatch(rule -> rule.heads(table)
                        && (rule.entity().equalsIgnoreCase(name)
                                || rule.table().table().equalsIgnoreCase(name)));
    }

    private Problem column(String name, Set<Table.Name> all, boolean unknown) {
        var plain = name.substring(name.lastIndexOf('.') + 1);
        var owners = all.stream()
                .flatMap(table -> of(table).stream().map(column -> table.table() + "." + column.name()))
                .toList();
        return unknown
                ? Problem.of(WorkspaceCode.UNKNOWN_IN_WORKSPACE, "unknown column '" + name + "' in these tables")
                        .choices(Nearest.of(name.contains(".") ? name : plain, owners, OFFERED))
                : Problem.of(WorkspaceCode.UNKNOWN_IN_WORKSPACE, "column '" + name + "' is in several tables")
                        .choices(owners.stream()
                                .filter(owner -> owner.endsWith("." + plain))
                                .toList());
    }

    /// A filter by its name, the only one of that name among the tables; else SQL, which is checked with the rest.
    private String filter(String said, Set<Table.Name> all) {
        for (var allowed : workspace.domain().tables())
            for (var pattern : allowed.filters())
                if (pattern.name().equals(said)) {
                    var table = workspace.catalog().table(allowed.table()).map(Table::name);
                    if (table.isPresent() && all.contains(table.get()))
                        return "(" + Qualified.of(pattern.where(), table.get(), of(table.get())) + ")";
                }
        return "(" + said + ")";
    }
}
