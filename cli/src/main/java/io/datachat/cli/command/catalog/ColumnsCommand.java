package io.datachat.cli.command.catalog;

import io.datachat.apex.catalog.Table;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `datachat columns`.
@Command(
        name = "columns",
        description = {"List the columns of a table, its keys and where they lead.", "Example: datachat columns orders"
        })
public final class ColumnsCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    @Parameters(paramLabel = "TABLE", description = "Its name, or schema.name.")
    private String table = "";

    @Option(names = "--database", paramLabel = "NAME", description = "Of this database. Default: the project's.")
    private @Nullable String database;

    public ColumnsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var given = Objects.requireNonNull(options);
        var tables = Tables.of(session, given, database);
        var found = tables.table(table);
        var listing = new Listing("column", "type", "null", "key", "comment");
        for (var column : found.columns())
            listing.row(
                    column.name(),
                    column.labelled()
                            ? "enum (" + String.join(", ", column.enumValues()) + ")"
                            : column.type().word(),
                    column.nullable() ? "yes" : "no",
                    key(found, column.name(), tables),
                    column.comment());
        Printing.listing(listing, given.on(session.terminal()), given);
        return Exit.OK;
    }

    private static String key(Table table, String column, Tables tables) {
        var primary = table.primaryKey().contains(column) ? Stream.of("primary") : Stream.<String>empty();
        var unique = table.uniqueKeys().stream()
                .filter(key -> key.contains(column))
                .map(key -> key.size() == 1 ? "unique" : "unique with " + others(key, column));
        var foreign = table.foreignKeys().stream()
                .filter(key -> key.columns().contains(column))
                .map(key -> "to " + tables.shown(key.target()) + "."
                        + key.targetColumns().get(key.columns().indexOf(column)));
        return Stream.of(primary, unique, foreign).flatMap(each -> each).collect(Collectors.joining(", "));
    }

    private static String others(java.util.List<String> key, String column) {
        return key.stream().filter(each -> !each.equals(column)).collect(Collectors.joining(", "));
    }
}
