package io.datachat.apex.draft;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Both ways of a draft while they are written.
final class Script {
    private final Backend backend;
    private final String number;
    private final List<String> up = new ArrayList<>();
    private final List<String> down = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String name = "";
    private boolean alone;
    private long rows = -1;

    Script(Backend backend, String number) {
        this.backend = backend;
        this.number = number;
    }

    boolean postgres() {
        return backend == Backend.POSTGRESQL;
    }

    Script up(String statement) {
        up.add(statement);
        return this;
    }

    Script down(String statement) {
        down.add(statement);
        return this;
    }

    Script note(String note) {
        if (!notes.contains(note)) notes.add(note);
        return this;
    }

    void called(String what) {
        name = what;
    }

    /// What cannot stand in a transaction.
    void alone() {
        alone = true;
        note("it cannot run inside of a transaction");
    }

    void rows(long touched) {
        rows = touched;
        note("rows now touched: " + touched);
    }

    /// What keeps what is lost.
    Table.Name kept(Table.Name beside) {
        return new Table.Name(beside.schema(), "datachat_kept_" + number);
    }

    /// Before rows are kept: nobody may write between keeping and changing.
    void lock(Table.Name table) {
        if (!postgres()) {
            note("DuckDB has one writer: nobody else writes while it runs");
            return;
        }
        up("LOCK TABLE " + Names.of(table) + " IN SHARE ROW EXCLUSIVE MODE");
        note("lock on " + table + ": others may read, not write, until it ends (SHARE ROW EXCLUSIVE)");
    }

    void exclusive(Table.Name table) {
        note(
                postgres()
                        ? "lock on " + table + ": nobody else may read or write until it ends (ACCESS EXCLUSIVE)"
                        : "DuckDB has one writer: nobody else writes while it runs");
    }

    void keeps(Table.Name kept) {
        note("what is lost stays in " + kept + " until the way back, or until somebody drops it");
    }

    /// @param asked the author's text and values
    Draft draft(String database, String path, String asked, List<String> parameters) {
        var title = number + "_" + slug(name);
        var head = "datachat draft " + title + ", database " + database + ". DataChat never runs it.";
        var before = new ArrayList<String>();
        before.add(head);
        before.add("As asked:");
        asked.strip().lines().forEach(line -> before.add("  " + line));
        parameters.forEach(value -> before.add("  :" + value.lines().collect(Collectors.joining(" "))));
        notes.forEach(note -> before.add("Note: " + note.lines().collect(Collectors.joining(" "))));
        return new Draft(
                database,
                title,
                asked,
                parameters,
                text(before, up, path),
                text(List.of(head, "The way back."), down, path),
                notes,
                rows);
    }

    private String text(List<String> comments, List<String> statements, String path) {
        var text = new StringBuilder();
        for (var comment : comments) text.append("-- ").append(comment).append('\n');
        var within = !alone && !statements.isEmpty();
        if (within) text.append("BEGIN;\n");
        if (!path.isEmpty() && !statements.isEmpty())
            text.append("SET ")
                    .append(within ? "LOCAL " : "")
                    .append("search_path TO ")
                    .append(path)
                    .append(";\n");
        for (var statement : statements) text.append(statement).append(";\n");
        if (within) text.append("COMMIT;\n");
        if (statements.isEmpty()) text.append("-- Nothing changes.\n");
        return text.toString();
    }

    private static String slug(String words) {
        var slug = words.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
        return slug.length() > 60 ? slug.substring(0, 60).replaceAll("_$", "") : slug;
    }
}
