package io.datachat.tests.metricflow;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.exchange.Imported;
import io.datachat.apex.exchange.Importer;
import io.datachat.apex.exchange.ledger.Tables;
import io.datachat.tests.differential.Cells;
import io.datachat.tests.differential.Engine;
import io.datachat.tests.world.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One of the models, imported and opened over the seed tables in one database.
final class World implements AutoCloseable {
    private final Engine engine;
    private final Imported imported;

    private World(Engine engine, Imported imported) {
        this.engine = engine;
        this.imported = imported;
    }

    /// Fills the databases once; models only read them.
    static Path seeded(Path cases, Path folder) throws SQLException, IOException {
        var seeds = new Seeds(cases.resolve("seed"));
        var file = folder.resolve("seeds.duckdb");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            seeds.loadDuckDb(connection);
        }
        try (var connection = Postgres.connect()) {
            seeds.loadPostgres(connection);
        }
        return file;
    }

    static World of(Path model, Backend backend, Path seeds, Path folder) throws IOException {
        Files.createDirectories(folder.resolve("datapoints/user"));
        var database = switch (backend) {
            case DUCKDB -> {
                // One file cannot be open twice in a process with different settings.
                Files.copy(seeds, folder.resolve("seeds.duckdb"));
                yield "{type: duckdb, path: seeds.duckdb, schemas: [mf_demo], default_schema: mf_demo}";
            }
            case POSTGRESQL ->
                "{type: postgresql, url: \"" + Postgres.url() + "\", schemas: [mf_demo], default_schema: mf_demo}";
        };
        Files.writeString(
                folder.resolve("datachat.yaml"),
                "name: cases\nlimits: {rows: 1000000}\ndatabases:\n  main: " + database + "\n");
        DatabaseCatalog catalog;
        try (var empty = Engine.open(folder)) {
            if (empty.apex().catalogs().isEmpty())
                throw new IllegalStateException(empty.apex().problems().toString());
            catalog = empty.apex().catalogs().getFirst();
        }
        var imported = new Importer(Map.of("source_schema", "mf_demo"), null, new Looked(catalog, seeds))
                .metricFlow(texts(model));
        for (var file : imported.files().entrySet())
            Files.writeString(folder.resolve("datapoints/user/" + file.getKey()), file.getValue());
        return new World(Engine.open(folder), imported);
    }

    /// The database as an import may know it.
    private record Looked(DatabaseCatalog catalog, Path seeds) implements Tables {
        @Override
        public Optional<String> type(String table, String column) {
            return catalog.table(table)
                    .flatMap(found -> found.column(column))
                    .map(found -> found.type().word());
        }

        @Override
        public Optional<Boolean> unique(String table, List<String> columns) {
            var names = String.join(", ", columns);
            try (var connection = DriverManager.getConnection("jdbc:duckdb:" + seeds)) {
                return Optional.of(Cells.rows(
                                connection,
                                "SELECT 1 FROM " + table + " GROUP BY " + names + " HAVING COUNT(*) > 1 LIMIT 1")
                        .isEmpty());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Map<String, String> texts(Path model) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (var walk = Files.walk(model)) {
            for (var file :
                    walk.filter(each -> each.toString().endsWith(".yaml")).toList())
                texts.put(model.relativize(file).toString(), Files.readString(file));
        }
        return texts;
    }

    Engine engine() {
        return engine;
    }

    Translation translation() {
        return new Translation(Optional.ofNullable(imported.names()).orElseThrow());
    }

    @Override
    public void close() {
        engine.close();
    }
}
