package io.datachat.cli.command.sql;

import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Session;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `datachat run`, short for `datachat sql run`.
@Command(
        name = "run",
        description = {
            "Run a query in SQL and print its rows, or propose and do a write: short for 'datachat sql run'.",
            "Example: datachat run \"SELECT channel, count(*) AS orders FROM orders GROUP BY channel\""
        })
public final class RunCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    @Mixin
    private @Nullable TextOptions text;

    public RunCommand(Session session) {
        this.session = session;
    }

    @Mixin
    private @Nullable WriteOptions writing;

    @Override
    public Integer call() {
        return new SqlCommand(session)
                .run(Objects.requireNonNull(options), Objects.requireNonNull(text), Objects.requireNonNull(writing));
    }
}
