package io.datachat.cli.command.catalog;

import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `datachat schema`.
@Command(
        name = "schema",
        description = {"List the tables and views of a database.", "Example: datachat schema"})
public final class SchemaCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    @Option(names = "--database", paramLabel = "NAME", description = "Of this database. Default: the project's.")
    private @Nullable String database;

    public SchemaCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var given = Objects.requireNonNull(options);
        var tables = Tables.of(session, given, database);
        var listing = new Listing("table", "kind", "rows", "columns", "primary_key", "comment");
        for (var table : tables.all())
            listing.row(
                    tables.shown(table.name()),
                    table.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    table.rows() < 0 ? null : table.rows(),
                    table.columns().size(),
                    String.join(", ", table.primaryKey()),
                    table.comment());
        var terminal = given.on(session.terminal());
        Printing.listing(listing, terminal, given);
        if (listing.isEmpty()) Printing.remark("there is no table", terminal, given);
        else Printing.remark("'datachat columns TABLE' shows one of them", terminal, given);
        return Exit.OK;
    }
}
