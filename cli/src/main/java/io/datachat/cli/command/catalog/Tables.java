package io.datachat.cli.command.catalog;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Viewer;
import io.datachat.cli.engine.InProcess;
import io.datachat.cli.session.CommandCode;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The catalog of one database of the project.
record Tables(DatabaseCatalog catalog) {
    /// @param named null means the project's default
    static Tables of(Session session, CommonOptions options, @Nullable String named) {
        var project = session.project(options);
        var database = known(project, named == null ? project.defaultDatabase() : named);
        try (var engine = InProcess.open(project, session.clock())) {
            return engine.apex().catalogs(Viewer.LOCAL).stream()
                    .filter(catalog -> catalog.database().equals(database))
                    .findFirst()
                    .map(Tables::new)
                    .orElseThrow(() -> new Rejection(engine.apex().problems()));
        }
    }

    private static String known(Project project, String name) {
        var names = project.databases().stream().map(Project.Database::name).toList();
        if (names.contains(name)) return name;
        throw new Rejection(Problem.of(CommandCode.NOT_FOUND, "there is no database '" + name + "'")
                .choices(Nearest.of(name, names, 3))
                .hint("there is " + String.join(", ", names)));
    }

    List<Table> all() {
        return catalog.tables();
    }

    /// @param name `table` in the default schema, or `schema.table`
    Table table(String name) {
        return catalog.table(name)
                .orElseThrow(() -> new Rejection(Problem.of(
                                CommandCode.NOT_FOUND,
                                "there is no table '" + name + "' in database " + catalog.database())
                        .choices(Nearest.of(
                                name,
                                all().stream().map(each -> shown(each.name())).toList(),
                                5))
                        .hint("'datachat schema' lists all")));
    }

    /// As it may be written in SQL.
    String shown(Table.Name name) {
        var inDefault = catalog.table(name.table())
                .filter(found -> found.name().equals(name))
                .isPresent();
        return inDefault ? name.table() : name.toString();
    }
}
