package io.datachat.apex.project;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.yaml.YamlNode;
import io.datachat.apex.yaml.YamlNode.Entry;
import io.datachat.apex.yaml.YamlNode.Mapping;
import io.datachat.apex.yaml.YamlNode.Scalar;
import io.datachat.apex.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes datachat.yaml: a fresh one, or one database more in an existing one, of which nothing else is touched.
public final class ProjectText {
    private ProjectText() {}

    /// A database to be written down. A password is never written, only the name of the variable that holds it.
    ///
    /// @param path of a DuckDB file; null for servers
    /// @param url  `postgresql://host:port/name` without credentials; null for DuckDB
    public record NewDatabase(
            String name,
            Backend backend,
            @Nullable String path,
            @Nullable String url,
            @Nullable String user,
            @Nullable String passwordVariable) {
        /// From what people have at hand: a PostgreSQL address, or else the path of a DuckDB file. A password
        /// in the address is replaced by the variable `NAME_PASSWORD`, which the caller should ask the user to
        /// set.
        public static NewDatabase at(String name, String address) {
            var url = ConnectionUrl.parse(address);
            if (url.isEmpty()) return new NewDatabase(name, Backend.DUCKDB, address, null, null, null);
            var variable = url.get().password() == null ? null : name.toUpperCase(Locale.ROOT) + "_PASSWORD";
            var plain = url.get().jdbc().substring("jdbc:".length());
            return new NewDatabase(
                    name, Backend.POSTGRESQL, null, plain, url.get().user(), variable);
        }

        private List<String> lines(String indent) {
            var lines = new ArrayList<String>();
            lines.add(indent + name + ":");
            add(lines, indent, "type", backend.word());
            add(lines, indent, "path", path);
            add(lines, indent, "url", url);
            add(lines, indent, "user", user);
            add(lines, indent, "password", passwordVariable == null ? null : "${env:" + passwordVariable + "}");
            return lines;
        }

        private static void add(List<String> lines, String indent, String key, @Nullable String value) {
            if (value != null) lines.add(indent + "  " + key + ": " + quoted(value));
        }
    }

    /// A new file for a new project.
    public static String fresh(String name, List<NewDatabase> databases) {
        var lines = new ArrayList<String>();
        lines.add("version: 1");
        lines.add("name: " + quoted(name));
        lines.add("databases:");
        for (var database : databases) lines.addAll(named(database).lines("  "));
        if (databases.size() > 1)
            lines.add("default_database: " + databases.getFirst().name());
        return String.join("\n", lines) + "\n";
    }

    /// The text with one database more. The only one so far becomes the default.
    ///
    /// @throws Rejection when the name is taken, or the file is written in a way that a program should not edit
    public static String with(String text, NewDatabase database) {
        named(database);
        var read = YamlReader.read(ProjectReader.FILE, text);
        Rejection.unlessEmpty(read.problems());
        if (read.documents().isEmpty())
            return fresh("project", List.of(database)).replace("name: project\n", "");
        if (read.documents().size() > 1 || !(read.documents().getFirst() instanceof Mapping root))
            throw notAppendable(database);
        var lines = new ArrayList<>(Arrays.asList(text.stripTrailing().split("\r?\n", -1)));
        var databases = root.entry("databases");
        if (databases.isEmpty()) {
            lines.add("databases:");
            lines.addAll(database.lines("  "));
        } else {
            var block = databases.get();
            var indent = indent(block.value(), block, database);
            lines.addAll(end(lines, root, block), database.lines(indent));
            // What one database made clear would otherwise be asked for, and the project could not be read.
            if (block.value() instanceof Mapping old
                    && old.entries().size() == 1
                    && root.entry("default_database").isEmpty())
                lines.add("default_database: " + old.entries().getFirst().key());
        }
        var written = String.join("\n", lines) + "\n";
        if (!contains(written, database.name())) throw notAppendable(database);
        return written;
    }

    private static NewDatabase named(NewDatabase database) {
        if (DatabaseReader.NAME.matcher(database.name()).matches()) return database;
        throw new Rejection(
                Problem.of(ProjectCode.DATABASE_NAME, "'" + database.name() + "' cannot be the name of a database")
                        .hint("use lower snake case, such as shop or web_shop"));
    }

    /// The blanks before the names of databases.
    private static String indent(YamlNode databases, Entry entry, NewDatabase database) {
        if (databases instanceof Scalar scalar && scalar.absent()) return "  ";
        if (!(databases instanceof Mapping mapping) || mapping.entries().isEmpty()) throw notAppendable(database);
        if (mapping.entry(database.name()).isPresent()) {
            throw new Rejection(
                    Problem.of(ProjectCode.DATABASE_NAME, "there is a database '" + database.name() + "' already")
                            .at(mapping.entry(database.name()).orElseThrow().place())
                            .hint("choose another name, or change the entry in " + ProjectReader.FILE));
        }
        var first = mapping.entries().getFirst().place();
        if (first.line() == entry.place().line()) throw notAppendable(database);
        return " ".repeat(first.column() - 1);
    }

    /// The index behind the last line of the block; comments and blank lines before the next key belong to that
    /// key.
    private static int end(List<String> lines, Mapping root, Entry block) {
        var next = root.entries().stream()
                .mapToInt(entry -> entry.place().line() - 1)
                .filter(line -> line > block.place().line() - 1)
                .min()
                .orElse(lines.size());
        var end = next;
        while (end > block.place().line() && skippable(lines.get(end - 1))) end--;
        return end;
    }

    private static boolean skippable(String line) {
        return line.isBlank() || line.startsWith("#");
    }

    private static boolean contains(String text, String name) {
        var read = YamlReader.read(ProjectReader.FILE, text);
        return read.problems().isEmpty()
                && read.documents().getFirst() instanceof Mapping root
                && root.entry("databases").map(Entry::value).orElse(null) instanceof Mapping databases
                && databases.entry(name).isPresent();
    }

    private static Rejection notAppendable(NewDatabase database) {
        return new Rejection(Problem.of(
                        ProjectCode.NOT_APPENDABLE,
                        "the databases of " + ProjectReader.FILE + " are not written one below the other")
                .hint("add by hand:\n" + String.join("\n", database.lines("  "))));
    }

    /// In quotes unless it is plainly a word.
    private static String quoted(String text) {
        if (text.matches("[A-Za-z][A-Za-z0-9_./-]*") && !text.matches("(?i)true|false|null")) return text;
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
