package io.datachat.apex;

import io.datachat.apex.catalog.CatalogChange;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.govern.policy.Rulebook;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.resolve.bind.Binding;
import io.datachat.apex.resolve.bind.entity.Databases;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.warehouse.Warehouse;
import io.datachat.apex.warehouse.Warehouses;
import io.datachat.apex.warehouse.snapshot.Catalogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A project's databases, their catalogs, and why one could not be read. A database that is away spoils only what lives
/// in it.
final class OpenDatabases implements AutoCloseable {
    private final Project project;
    private final Map<String, Warehouse> warehouses = new LinkedHashMap<>();
    private final Map<String, Relations> catalogs = new ConcurrentHashMap<>();
    private final Map<String, List<Problem>> unreadable = new ConcurrentHashMap<>();

    private final Catalogs snapshots;
    /// What the next refresh tells changes against: the snapshot that was found, then what each refresh read.
    private final Map<String, DatabaseCatalog> compared = new ConcurrentHashMap<>();

    private final Map<String, List<Problem>> warnings = new ConcurrentHashMap<>();

    /// When materialized views were refreshed, as far as this process was told.
    private final Map<String, Map<String, Instant>> refreshed = new ConcurrentHashMap<>();

    private OpenDatabases(Project project) {
        this.project = project;
        this.snapshots = new Catalogs(ProjectFolder.state(project));
    }

    static OpenDatabases open(Project project, Instant now) {
        var databases = new OpenDatabases(project);
        for (var database : project.databases()) {
            databases.warehouses.put(database.name(), Warehouses.open(database, project.root(), project.limits()));
            try {
                databases.know(database, now);
            } catch (Rejection rejection) {
                databases.unreadable.put(database.name(), rejection.problems());
            }
        }
        return databases;
    }

    Warehouse warehouse(String database) {
        var found = warehouses.get(database);
        if (found == null) throw new IllegalArgumentException("no such database: " + database);
        return found;
    }

    /// From the snapshot while it is fresh; a DuckDB file that changed since makes it stale at once.
    private void know(Project.Database database, Instant now) {
        snapshots.last(warehouse(database.name())).ifPresent(last -> compared.put(database.name(), last));
        var known = snapshots.read(warehouse(database.name()), now);
        var file = database.path();
        if (file != null
                && changedSince(project.root().resolve(file), known.catalog().readAt())) refresh(database.name(), now);
        else keep(database.name(), known);
    }

    private static boolean changedSince(Path file, Instant then) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isAfter(then);
        } catch (IOException gone) {
            return true;
        }
    }

    /// Tells one state of a database's data from another: when its file was written and how long it is; empty for
    /// servers, which do not tell.
    Optional<String> stamp(String database) {
        return project.databases().stream()
                .filter(known -> known.name().equals(database))
                .flatMap(known -> Stream.ofNullable(known.path()))
                .findFirst()
                .flatMap(file -> stamp(project.root().resolve(file)));
    }

    private static Optional<String> stamp(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant() + "/" + Files.size(file));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    void refreshed(String database, Table.Name view, Instant when) {
        refreshed.computeIfAbsent(database, _ -> new ConcurrentHashMap<>()).put(view.toString(), when);
    }

    /// Which of these tables shows other rows than it did then, because a view was refreshed since. What a plain
    /// view reads is not known here: it counts as if it read every view.
    ///
    /// @param tables `schema.table`
    Optional<String> changedSince(String database, List<String> tables, Instant then) {
        var since = refreshed.getOrDefault(database, Map.of()).entrySet().stream()
                .filter(each -> each.getValue().isAfter(then))
                .map(Map.Entry::getKey)
                .toList();
        if (since.isEmpty()) return Optional.empty();
        var catalog = catalogs.get(database);
        return tables.stream()
                .filter(name -> since.contains(name)
                        || (catalog != null
                                && catalog.catalog()
                                        .table(name)
                                        .filter(table -> table.kind() == Table.Kind.VIEW)
                                        .isPresent()))
                .findFirst();
    }

    List<Table> rollups(String database) {
        return warehouse(database).rollups();
    }

    /// A catalog read again, and what it changed.
    Apex.Refreshed refreshed(String database, Instant now) {
        var before = compared.get(database);
        var known = refresh(database, now);
        compared.put(database, known);
        return new Apex.Refreshed(known, before == null ? List.of() : CatalogChange.between(before, known));
    }

    private DatabaseCatalog refresh(String database, Instant now) {
        var known = snapshots.refresh(warehouse(database), now);
        keep(database, known);
        return known.catalog();
    }

    private void keep(String database, Catalogs.Known known) {
        catalogs.put(database, new Relations(known.catalog()));
        compared.putIfAbsent(database, known.catalog());
        warnings.put(database, known.problems());
        unreadable.remove(database);
    }

    List<DatabaseCatalog> catalogs() {
        return warehouses.keySet().stream()
                .flatMap(name -> Stream.ofNullable(catalogs.get(name)))
                .map(Relations::catalog)
                .toList();
    }

    List<Problem> problems() {
        return Stream.of(unreadable, warnings)
                .flatMap(found -> found.values().stream())
                .flatMap(List::stream)
                .toList();
    }

    /// Who may see what of the catalogs as they are now.
    Rulebook rules() {
        return Rulebook.bind(project.access(), catalogs, project.defaultDatabase());
    }

    Model bind(Library library) {
        return bind(library, catalogs);
    }

    /// Binds to catalogs as somebody sees them.
    Model bind(Library library, Map<String, Relations> seen) {
        return Binding.bind(library, new Databases(seen, unreadable, project.defaultDatabase(), project.almanac()));
    }

    @Override
    public void close() {
        warehouses.values().forEach(Warehouse::close);
    }
}
