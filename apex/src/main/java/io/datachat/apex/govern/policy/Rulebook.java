package io.datachat.apex.govern.policy;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.govern.policy.Access.Role;
import io.datachat.apex.govern.policy.Access.TableRule;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Viewer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The access rules of a project, bound to its catalogs. Immutable; a new catalog makes a new one.
public final class Rulebook {
    /// Everybody sees everything.
    public static final Rulebook OPEN = new Rulebook(Access.OPEN, Map.of());

    private final Access access;
    private final Map<String, Relations> catalogs;
    /// By role, then by database: a role without a rule for a table sees it whole, one with a forbidding rule not
    /// at all.
    private final Map<String, Map<String, Map<Table.Name, List<Grant>>>> rules = new LinkedHashMap<>();

    private final List<Problem> problems = new ArrayList<>();
    private final Map<Set<String>, Sight> sights = new ConcurrentHashMap<>();

    private Rulebook(Access access, Map<String, Relations> catalogs) {
        this.access = access;
        this.catalogs = Map.copyOf(catalogs);
    }

    /// @param catalogs those that could be read: nothing can be asked of the others
    public static Rulebook bind(Access access, Map<String, Relations> catalogs, String defaultDatabase) {
        if (access.roles().isEmpty()) return OPEN;
        var book = new Rulebook(access, catalogs);
        access.roles().forEach(role -> book.add(role, defaultDatabase));
        return book;
    }

    private void add(Role role, String defaultDatabase) {
        Map<String, Map<Table.Name, List<Grant>>> bound = new HashMap<>();
        for (var rule : role.tables()) {
            var database = rule.database() == null ? defaultDatabase : rule.database();
            var relations = catalogs.get(database);
            if (relations == null) continue;
            var table = relations.catalog().table(rule.table().text());
            if (table.isEmpty()) {
                problems.add(unknown(rule, relations));
                continue;
            }
            var grants = rule.forbidden()
                    ? List.<Grant>of()
                    : List.of(new RuleBinding(table.get(), access.salt(), problems).bind(rule));
            var before = bound.computeIfAbsent(database, _ -> new HashMap<>())
                    .put(table.get().name(), grants);
            if (before != null)
                problems.add(Problem.of(
                                PolicyCode.TWICE,
                                "role " + role.name() + " has two rules for table "
                                        + table.get().name())
                        .at(rule.table().place()));
        }
        rules.put(role.name(), bound);
    }

    private static Problem unknown(TableRule rule, Relations relations) {
        var names = relations.catalog().tables().stream()
                .map(table -> rule.table().text().contains(".")
                        ? table.name().toString()
                        : table.name().table())
                .toList();
        return Problem.of(
                        PolicyCode.UNKNOWN_TABLE,
                        "database " + relations.catalog().database() + " has no table '"
                                + rule.table().text() + "'")
                .at(rule.table().place())
                .choices(Nearest.of(rule.table().text(), names, 3));
    }

    /// Everything that is wrong with the rules.
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    public boolean governs(Viewer viewer) {
        return !access.roles().isEmpty() && !viewer.administrator();
    }

    /// Whether a role of this person may write a table that its database opens; administrators may.
    public boolean writes(Viewer viewer, DatabaseCatalog catalog, Table.Name table) {
        return viewer.administrator()
                || held(viewer)
                        .flatMap(role -> role.writes().stream())
                        .anyMatch(name -> catalog.table(name)
                                .filter(found -> found.name().equals(table))
                                .isPresent());
    }

    /// Whether this person may approve what others want to write: of tables that they see whole.
    public boolean approves(Viewer viewer, String database, List<Table.Name> tables) {
        if (viewer.administrator()) return true;
        if (held(viewer).noneMatch(Role::approves) || !problems.isEmpty()) return false;
        var policy = policy(viewer);
        return catalogs.containsKey(database)
                && tables.stream().allMatch(table -> policy.sight(database, table) == null);
    }

    private Stream<Role> held(Viewer viewer) {
        return access.roles().stream().filter(role -> viewer.roles().contains(role.name()));
    }

    /// @throws Rejection when the rules are broken, so that nobody can tell what this person may see
    public Policy policy(Viewer viewer) {
        if (!governs(viewer)) return Policy.none(viewer);
        if (!problems.isEmpty())
            throw new Rejection(Problem.of(
                    PolicyCode.RULES_BROKEN,
                    "the access rules of this project have errors; until they are mended only administrators are"
                            + " answered"));
        Set<String> roles = new HashSet<>(viewer.roles());
        roles.retainAll(rules.keySet());
        return Policy.of(viewer, sights.computeIfAbsent(Set.copyOf(roles), this::sight), access.salt());
    }

    /// What several roles together see.
    private Sight sight(Set<String> roles) {
        Map<String, Sight.Database> databases = new HashMap<>();
        catalogs.forEach((name, relations) -> {
            Map<Table.Name, TableSight> tables = new HashMap<>();
            for (var table : relations.catalog().tables()) {
                var sight = sight(roles, name, table);
                if (!sight.whole()) tables.put(table.name(), sight);
            }
            var visible = new Relations(VisibleCatalog.of(relations.catalog(), tables));
            databases.put(name, new Sight.Database(relations, visible, Map.copyOf(tables)));
        });
        return new Sight(new TreeSet<>(roles), databases);
    }

    private TableSight sight(Set<String> roles, String database, Table table) {
        List<Grant> grants = new ArrayList<>();
        // In the order of the file, so that the first of two masks is always the same.
        for (var role : access.roles())
            if (roles.contains(role.name()))
                grants.addAll(rules.getOrDefault(role.name(), Map.of())
                        .getOrDefault(database, Map.of())
                        .getOrDefault(table.name(), List.of(Grant.WHOLE)));
        return new TableSight(table, grants);
    }
}
