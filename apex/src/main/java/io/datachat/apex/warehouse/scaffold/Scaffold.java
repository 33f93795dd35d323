package io.datachat.apex.warehouse.scaffold;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.render.Executable;
import io.datachat.apex.render.Executable.System.Purpose;
import io.datachat.apex.warehouse.Warehouses;
import io.datachat.apex.warehouse.failure.Disclosure;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// CSV and Parquet files → a DuckDB file with one table per file. Types are found by DuckDB from all the rows, so that
/// a late text in a column of numbers makes it text instead of an error.
public final class Scaffold {
    private Scaffold() {}

    /// @param sources files, or folders whose CSV and Parquet files are taken
    /// @param target  must not exist; it is written beside and moved there when it is whole
    /// @return the tables made, in the order of the files
    /// @throws Rejection with one problem per file that cannot be used
    public static List<String> build(List<Path> sources, Path target) {
        var problems = new ArrayList<Problem>();
        if (Files.exists(target))
            problems.add(unusable(target + " exists already.").hint("choose another name, or remove the file first"));
        var tables = tables(files(sources, problems), problems);
        if (tables.isEmpty() && problems.isEmpty())
            problems.add(unusable("There is no CSV or Parquet file to load.")
                    .hint("name files ending in .csv, .tsv, .parquet or .csv.gz, or a folder with such files"));
        Rejection.unlessEmpty(problems);
        load(tables, target);
        return List.copyOf(tables.keySet());
    }

    private static List<Path> files(List<Path> sources, List<Problem> problems) {
        var files = new ArrayList<Path>();
        for (var source : sources) {
            if (Files.isDirectory(source)) files.addAll(inside(source));
            else if (!Files.isReadable(source)) problems.add(unusable("There is no readable file " + source + "."));
            else if (!loadable(source))
                problems.add(unusable(source + " is neither CSV nor Parquet.")
                        .hint("files must end in .csv, .tsv, .parquet or .csv.gz"));
            else files.add(source);
        }
        return files;
    }

    private static List<Path> inside(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(Scaffold::loadable)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new Rejection(unusable("The folder " + folder + " cannot be read."));
        }
    }

    private static Map<String, Path> tables(List<Path> files, List<Problem> problems) {
        var tables = new LinkedHashMap<String, Path>();
        for (var file : files) {
            var name = tableName(file);
            var twin = tables.putIfAbsent(name, file);
            if (twin != null)
                problems.add(unusable(file + " and " + twin + " would both become the table " + name + ".")
                        .hint("rename one of them"));
        }
        return tables;
    }

    /// `Order Lines 2024.csv` → `order_lines_2024`.
    static String tableName(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        var stem = name.substring(0, name.indexOf('.') > 0 ? name.indexOf('.') : name.length());
        var words = stem.replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        if (words.isEmpty()) return "data";
        return Character.isDigit(words.charAt(0)) ? "t_" + words : words;
    }

    private static boolean loadable(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return parquet(name) || name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".csv.gz");
    }

    private static boolean parquet(String name) {
        return name.endsWith(".parquet");
    }

    private static void load(Map<String, Path> tables, Path target) {
        var draft = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        var database = tableName(target);
        try {
            var folder = target.toAbsolutePath().getParent();
            if (folder != null) Files.createDirectories(folder);
            Warehouses.load(
                    database,
                    draft,
                    tables.entrySet().stream()
                            .map(table -> statement(database, table.getKey(), table.getValue()))
                            .toList());
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new Rejection(unusable(target + " cannot be written.")
                    .hint("check the rights of the folder and the free space of the disk"));
        } catch (Rejection rejection) {
            throw named(rejection);
        } finally {
            remove(draft);
        }
    }

    /// Here the reader is the owner of the files: the words of DuckDB say which line is wrong, so they are shown.
    private static Rejection named(Rejection rejection) {
        var words = Disclosure.words(rejection).orElse(String.valueOf(rejection.getMessage()));
        return new Rejection(unusable("The files could not be loaded: "
                        + words.lines().findFirst().orElse(""))
                .hint("correct the file named, or leave it out"));
    }

    private static Executable.System statement(String database, String table, Path file) {
        var literal = "'" + file.toAbsolutePath().toString().replace("'", "''") + "'";
        var reading = parquet(file.toString().toLowerCase(Locale.ROOT))
                ? "read_parquet(" + literal + ")"
                : "read_csv(" + literal + ", sample_size = -1)";
        return new Executable.System(
                database, Purpose.LOAD_FILES, "CREATE TABLE \"" + table + "\" AS SELECT * FROM " + reading, List.of());
    }

    private static void remove(Path draft) {
        try {
            Files.deleteIfExists(draft);
            Files.deleteIfExists(draft.resolveSibling(draft.getFileName() + ".wal"));
        } catch (IOException ignored) {
            // The draft has a name of its own: left behind it costs space, not correctness.
        }
    }

    private static Problem unusable(String message) {
        return Problem.of(WarehouseCode.FILES_UNUSABLE, message);
    }
}
