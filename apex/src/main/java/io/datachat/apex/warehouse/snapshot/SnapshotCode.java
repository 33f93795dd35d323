package io.datachat.apex.warehouse.snapshot;

import io.datachat.apex.problem.ProblemCode;

/// The problems of catalogs on disk. None of them stops a question: the database is read instead.
public enum SnapshotCode implements ProblemCode {
    UNREADABLE("WS101", "The catalog snapshot was not usable", """
        The file under `.datachat/catalog/` was cut off, edited or written by another version. The database was \
        read again and the file replaced; nothing needs to be done.\
        """),
    NOT_WRITTEN("WS102", "The catalog snapshot could not be written", """
        The next command reads the database again, which takes longer. Check that `.datachat/` may be written and \
        that the disk is not full.\
        """),
    STALE("WS103", "The catalog is older than it should be", """
        The database could not be read just now, so an older snapshot is used. Tables made since then are unknown.\
        """);

    private final String id;
    private final String title;
    private final String help;

    SnapshotCode(String id, String title, String help) {
        this.id = id;
        this.title = title;
        this.help = help;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String help() {
        return help.strip();
    }

    @Override
    public int status() {
        return 200;
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }
}
