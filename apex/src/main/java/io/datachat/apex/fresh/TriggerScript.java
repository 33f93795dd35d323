package io.datachat.apex.fresh;

import io.datachat.apex.fresh.Ground.Kind;
import io.datachat.apex.fresh.Ground.Relation;
import io.datachat.apex.project.Project.Database;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the owner of a database can run so that its tables tell of changes, and what takes it away again. Both may be
/// run twice. DataChat runs neither.
///
/// @param database of datachat.yaml
/// @param missing  how many tables do not tell yet
public record TriggerScript(String database, String up, String down, int missing) {
    private static final String FUNCTION = Ground.FUNCTION;

    /// The columns by which the rows of a view are told apart, as definitions say it; empty when none does.
    @FunctionalInterface
    public interface Keys {
        List<String> of(String database, String schema, String view);
    }

    static TriggerScript of(Database database, List<Target> targets, Keys keys) {
        var tables = new TreeMap<String, Relation>();
        for (var target : targets) target.tables().forEach(table -> tables.put(table.told(), table));
        var lacking = targets.stream()
                .flatMap(target -> Stream.ofNullable(target.view()))
                .filter(view -> view.kind() == Kind.MATERIALIZED_VIEW && !view.unique())
                .toList();
        var writing = new Writing(
                database, function(targets), tables.values().stream().toList(), keys);
        var silent =
                (int) tables.values().stream().filter(table -> !table.telling()).count();
        return new TriggerScript(database.name(), writing.up(lacking), writing.down(targets), silent);
    }

    /// In the schema of the first view: who owns it can make a function there.
    private static String function(List<Target> targets) {
        var schema = targets.stream()
                .filter(target -> target.view() != null)
                .map(target -> target.view().name().schema())
                .findFirst()
                .orElse("public");
        return quoted(schema) + "." + quoted(FUNCTION);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String quoted(Relation relation) {
        return quoted(relation.name().schema()) + "." + quoted(relation.name().table());
    }

    private record Writing(Database database, String function, List<Relation> tables, Keys keys) {
        String up(List<Relation> lacking) {
            var text = new StringBuilder("-- Tables of database " + database.name() + " tell DataChat of their changes."
                    + " Run it as their owner; 'datachat freshness triggers --down' prints the way back.\nBEGIN;\n");
            text.append("CREATE OR REPLACE FUNCTION ")
                    .append(function)
                    .append("() RETURNS trigger LANGUAGE plpgsql AS $$\n")
                    .append("BEGIN\n"
                            + "  PERFORM pg_catalog.pg_notify('datachat_changed', pg_catalog.format('%I.%I',"
                            + " TG_TABLE_SCHEMA, TG_TABLE_NAME));\n"
                            + "  RETURN NULL;\n"
                            + "END $$;\n");
            for (var table : tables)
                text.append(drop(table))
                        .append("CREATE TRIGGER ")
                        .append(FUNCTION)
                        .append(" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ")
                        .append(quoted(table))
                        .append("\n  FOR EACH STATEMENT EXECUTE FUNCTION ")
                        .append(function)
                        .append("();\n");
            for (var view : lacking) text.append(index(view));
            return text.append("COMMIT;\n").toString();
        }

        private String index(Relation view) {
            var key = keys.of(database.name(), view.name().schema(), view.name().table());
            var columns = new LinkedHashSet<>(key);
            if (columns.isEmpty())
                return "-- " + oneLine(quoted(view))
                        + " needs a unique index; no entity names its key. Choose the columns that"
                        + " tell its rows apart:\n-- CREATE UNIQUE INDEX ON " + oneLine(quoted(view)) + " (...);\n";
            return "CREATE UNIQUE INDEX IF NOT EXISTS " + quoted(name(view)) + " ON " + quoted(view) + " ("
                    + String.join(
                            ", ", columns.stream().map(TriggerScript::quoted).toList()) + ");\n";
        }

        /// A line break in a name must not end a comment.
        private static String oneLine(String text) {
            return text.replaceAll("[\\r\\n]", " ");
        }

        private static String name(Relation view) {
            return "datachat_key_" + view.number();
        }

        private String drop(Relation table) {
            return "DROP TRIGGER IF EXISTS " + FUNCTION + " ON " + quoted(table) + ";\n";
        }

        String down(List<Target> targets) {
            var text = new StringBuilder("-- Tables of database " + database.name()
                    + " no longer tell DataChat of their changes.\nBEGIN;\n");
            for (var table : tables) text.append(drop(table));
            text.append("DROP FUNCTION IF EXISTS ").append(function).append("();\n");
            Set<String> views = new LinkedHashSet<>();
            for (var target : targets)
                if (target.view() != null && target.view().kind() == Kind.MATERIALIZED_VIEW)
                    views.add("DROP INDEX IF EXISTS "
                            + quoted(target.view().name().schema()) + "." + quoted(name(target.view())) + ";\n");
            views.forEach(text::append);
            return text.append("COMMIT;\n").toString();
        }
    }
}
