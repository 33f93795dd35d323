package io.datachat.cli.demo;

import io.datachat.cli.demo.DemoWorld.Origin;
import io.datachat.cli.demo.DemoWorld.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A project folder around a demo world: datachat.yaml, the database and the DataPoints that describe it.
///
/// @param folder may exist; files that are there already are left as they are
public record DemoProject(Path folder) {
    /// Not `shop.duckdb`: DuckDB names a database after its file, and `shop.orders` would mean two things.
    public static final String DATABASE = "demo.duckdb";

    private static final String CONFIGURATION = "datachat.yaml";
    private static final String DATAPOINTS = "datapoints";
    private static final String TEXT = """
        # The project of the demo shop, made by 'datachat demo'.
        version: 1
        name: demo
        databases:
          shop:
            type: duckdb
            path: %s
            schemas: [shop]
            default_schema: shop
        """.formatted(DATABASE);

    public Path database() {
        return folder.resolve(DATABASE);
    }

    /// Whether the folder is someone else's: it has files, and none of them is a demo world.
    public boolean foreign() {
        if (!Files.exists(folder) || Files.exists(database())) return false;
        if (!Files.isDirectory(folder)) return true;
        try (var files = Files.list(folder)) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes what is missing.
    ///
    /// @return whether the world was made anew; false when the same one was there
    public boolean make(Origin wanted, Progress progress) {
        try {
            Files.createDirectories(folder);
            if (!Files.exists(folder.resolve(CONFIGURATION))) Files.writeString(folder.resolve(CONFIGURATION), TEXT);
            copyDataPoints();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (DemoWorld.origin(database()).equals(Optional.of(wanted))) return false;
        DemoWorld.create(database(), wanted.seed(), wanted.asOf(), wanted.scale(), progress);
        return true;
    }

    private void copyDataPoints() throws IOException {
        try {
            var source = java.util.Objects.requireNonNull(
                            DemoProject.class.getResource(DATAPOINTS), "the DataPoints of the demo")
                    .toURI();
            if (!source.getScheme().equals("jar")) {
                copy(Path.of(source));
                return;
            }
            var inside = source.getRawSchemeSpecificPart();
            var bang = inside.lastIndexOf("!/");
            try (var jar = FileSystems.newFileSystem(URI.create("jar:" + inside.substring(0, bang)), Map.of())) {
                copy(jar.getPath(inside.substring(bang + 1)));
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private void copy(Path source) throws IOException {
        try (var files = Files.walk(source)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var target = folder.resolve(DATAPOINTS)
                        .resolve(source.relativize(file).toString());
                if (Files.exists(target)) continue;
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
