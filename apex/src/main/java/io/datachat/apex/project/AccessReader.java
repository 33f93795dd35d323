package io.datachat.apex.project;

import io.datachat.apex.govern.policy.Access;
import io.datachat.apex.govern.policy.Access.Clause;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.yaml.Yaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What stands below `access:`. Whether its tables and columns exist is known once the catalogs are.
final class AccessReader {
    private static final int SHORTEST_SALT = 16;

    private final Environment environment;
    private final Map<String, Place> places;
    private final List<Problem> problems;

    AccessReader(Environment environment, Map<String, Place> places, List<Problem> problems) {
        this.environment = environment;
        this.places = places;
        this.problems = problems;
    }

    record Written(@Nullable String salt, List<WrittenRole> roles) {}

    @Yaml.Keyed
    record WrittenRole(
            String name,
            @Nullable Integer smallestGroup,
            List<WrittenTable> tables,
            List<String> writes,
            @Yaml.Absent("false") boolean approves) {}

    @Yaml.Keyed
    record WrittenTable(
            String table,
            @Nullable String database,
            @Nullable String rows,
            List<String> hidden,
            List<WrittenMask> masks,
            @Yaml.Absent("false") boolean forbidden,
            @Nullable Integer smallestGroup) {}

    @Yaml.Keyed
    record WrittenMask(String column, String mask) {}

    /// @param databases the names of all
    Access read(@Nullable Written written, List<String> databases) {
        if (written == null) return Access.OPEN;
        if (written.roles.isEmpty())
            report(ProjectCode.ACCESS, "access: has no role", "access", "name at least one below roles:");
        var salt = new References(environment, places, "access", problems).resolved(written.salt, "salt");
        if (salt != null && salt.length() < SHORTEST_SALT)
            report(
                    ProjectCode.ACCESS,
                    "the salt is shorter than " + SHORTEST_SALT + " characters",
                    "access.salt",
                    "take a random text, such as 'openssl rand -hex 16' prints");
        List<Access.Role> roles = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (var index = 0; index < written.roles.size(); index++) {
            var role = written.roles.get(index);
            var path = "access.roles[" + index + "]";
            if (!names.add(role.name))
                report(ProjectCode.ACCESS, "role '" + role.name + "' is there twice", path, "join the two");
            roles.add(new Access.Role(role.name, tables(role, path, databases), role.writes, role.approves));
        }
        return new Access(roles, salt == null ? "" : salt);
    }

    private List<Access.TableRule> tables(WrittenRole role, String path, List<String> databases) {
        if (role.smallestGroup != null && role.tables.isEmpty())
            report(
                    ProjectCode.ACCESS,
                    "smallest_group of role '" + role.name + "' protects no table",
                    path + ".smallest_group",
                    "name the tables whose rows are people below tables:");
        var standard = group(role.smallestGroup, path, 1);
        List<Access.TableRule> rules = new ArrayList<>();
        for (var index = 0; index < role.tables.size(); index++)
            rules.add(rule(role.tables.get(index), path + ".tables[" + index + "]", standard, databases));
        return rules;
    }

    private Access.TableRule rule(WrittenTable table, String path, int standard, List<String> databases) {
        if (table.database != null && !databases.contains(table.database))
            problems.add(Problem.of(ProjectCode.ACCESS, "there is no database '" + table.database + "'")
                    .at(place(path + ".database"))
                    .choices(Nearest.of(table.database, databases, 3)));
        var more =
                table.rows != null || !table.hidden.isEmpty() || !table.masks.isEmpty() || table.smallestGroup != null;
        if (table.forbidden && more)
            report(
                    ProjectCode.ACCESS,
                    "table " + table.table + " is forbidden, so nothing else can be said of it",
                    path + ".forbidden",
                    "remove 'forbidden', or the other keys");
        List<Clause> hidden = new ArrayList<>();
        for (var index = 0; index < table.hidden.size(); index++)
            hidden.add(new Clause(table.hidden.get(index), place(path + ".hidden[" + index + "]")));
        List<Access.Masked> masks = new ArrayList<>();
        for (var index = 0; index < table.masks.size(); index++) {
            var mask = table.masks.get(index);
            var at = place(path + ".masks[" + index + "]");
            masks.add(new Access.Masked(new Clause(mask.column, at), new Clause(mask.mask, at)));
        }
        return new Access.TableRule(
                table.database,
                new Clause(table.table, place(path)),
                table.rows == null ? null : new Clause(table.rows, place(path + ".rows")),
                hidden,
                masks,
                table.forbidden,
                group(table.smallestGroup, path, standard));
    }

    private int group(@Nullable Integer written, String path, int standard) {
        if (written == null) return standard;
        if (written < 1)
            report(
                    ProjectCode.RANGE,
                    "smallest_group cannot be " + written,
                    path + ".smallest_group",
                    "choose 1 (single rows may be shown) or more");
        return Math.max(1, written);
    }

    private @Nullable Place place(String path) {
        var place = places.get(path);
        return place == null ? places.get("access") : place;
    }

    private void report(ProjectCode code, String message, String path, String hint) {
        problems.add(Problem.of(code, message).at(place(path)).hint(hint));
    }
}
