package io.datachat.cli.command.project;

import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import io.datachat.server.health.Version;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `datachat version`.
@Command(name = "version", description = "The version of this command and of Java.")
public final class VersionCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    public VersionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var given = Objects.requireNonNull(options);
        var terminal = given.on(session.terminal());
        if (given.format() == CommonOptions.Format.table) {
            terminal.out().println("datachat " + Version.TEXT);
            Printing.remark("Java " + Runtime.version(), terminal, given);
        } else {
            Printing.listing(
                    new Listing("datachat", "java")
                            .row(Version.TEXT, Runtime.version().toString()),
                    terminal,
                    given);
        }
        return Exit.OK;
    }
}
