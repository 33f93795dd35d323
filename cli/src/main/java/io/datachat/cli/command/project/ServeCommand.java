package io.datachat.cli.command.project;

import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Session;
import io.datachat.server.DataChatServer;
import io.datachat.server.Listening;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `datachat serve`: the project over HTTP until Ctrl-C.
@Command(
        name = "serve",
        description = "Serve the project over HTTP on this machine until Ctrl-C. Other commands then use the server.")
public final class ServeCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private @Nullable CommonOptions options;

    @Option(names = "--port", paramLabel = "PORT", description = "Default: the project's; 0 takes any free one.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Default: the project's, else 127.0.0.1. Without users only this machine is served.")
    private @Nullable String host;

    public ServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        var given = Objects.requireNonNull(options);
        if (port != null && (port < 0 || port > 65_535))
            throw CommonOptions.option("--port", port.toString(), "write 0 to 65535");
        var project = session.project(given);
        var started = System.nanoTime();
        var listening = new Listening(
                host == null ? project.hosting().host() : host, port == null ? project.port() : port, session.clock());
        try (var server = DataChatServer.start(project, listening);
                var _ = session.cancellation().onCancel(server::stop)) {
            server.awaitReady();
            var terminal = given.on(session.terminal());
            if (!given.quiet) {
                terminal.out()
                        .println(project.name() + " is served at " + terminal.bold(server.url()) + " (ready in "
                                + (System.nanoTime() - started) / 1_000_000 + " ms)");
                terminal.out().println("Try it at " + server.url() + "; stop it with Ctrl-C.");
                terminal.out().flush();
            }
            server.await();
        }
        return Exit.OK;
    }
}
