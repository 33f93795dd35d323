package io.datachat.cli.command.sql;

import io.datachat.apex.query.SqlQuery;
import io.datachat.cli.session.CommonOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A query in SQL and how much of it is wanted.
final class TextOptions {
    @Mixin
    private StatementOptions statement = new StatementOptions();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "ROWS",
            description = "At most so many rows.")
    private @Nullable Integer limit;

    @Option(names = "--costly", description = "Run it although it is estimated to cost more than limits.costs allows.")
    boolean costly;

    @Option(
            names = "--workspace",
            paramLabel = "NAME",
            description = "Keep to the tables and joins of this workspace (docs/workspaces.md).")
    private @Nullable String workspace;

    SqlQuery query() {
        if (limit != null && limit < 1) throw CommonOptions.option("--limit", limit.toString(), "write 1 or more");
        var said = statement.query();
        return new SqlQuery(said.sql(), said.parameters(), said.database(), workspace, limit);
    }
}
