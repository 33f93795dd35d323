package io.datachat.apex;

import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.catalog.Relations;
import io.datachat.apex.datapoint.Library;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.resolve.bind.Binding;
import io.datachat.apex.resolve.bind.Databases;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.warehouse.Warehouse;
import io.datachat.apex.warehouse.Warehouses;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A project's databases, their catalogs, and why one could not be read. A database that is away spoils only what lives in it.
final class OpenDatabases implements AutoCloseable {
    private final Project project;
    private final Map<String, Warehouse> warehouses = new LinkedHashMap<>();
    private final Map<String, Relations> catalogs = new ConcurrentHashMap<>();
    private final Map<String, List<Problem>> unreadable = new ConcurrentHashMap<>();

    private OpenDatabases(Project project) {
        this.project = project;
    }

    static OpenDatabases open(Project project, Instant now) {
        var databases = new OpenDatabases(project);
        for (var database : project.databases()) {
            databases.warehouses.put(database.name(), Warehouses.open(database, project.root(), project.limits()));
            try {
                databases.refresh(database.name(), now);
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

    DatabaseCatalog refresh(String database, Instant now) {
        var catalog = warehouse(database).introspect(now);
        catalogs.put(database, new Relations(catalog));
        unreadable.remove(database);
        return catalog;
    }

    List<DatabaseCatalog> catalogs() {
        return warehouses.keySet().stream()
                .flatMap(name -> Stream.ofNullable(catalogs.get(name)))
                .map(Relations::catalog)
                .toList();
    }

    List<Problem> problems() {
        return unreadable.values().stream().flatMap(List::stream).toList();
    }

    Model bind(Library library) {
        return Binding.bind(library, new Databases(catalogs, unreadable, project.defaultDatabase()));
    }

    @Override
    public void close() {
        warehouses.values().forEach(Warehouse::close);
    }
}
