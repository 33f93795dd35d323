package io.datachat.cli.command.project;

import com.sun.net.httpserver.HttpServer;
import io.datachat.apex.answer.JsonAnswer;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.cli.engine.InProcess;
import io.datachat.cli.engine.OverHttp;
import io.datachat.cli.session.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;

/// Asks a server that knows one answer, so that the cache of commands holds what a client needs without holding a whole
/// server.
record ClientRehearsal(Session session, Path folder) {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    void run() throws IOException {
        var query = MetricQuery.of("revenue");
        var project = ProjectFolder.open(folder, session.environment()).project();
        try (var engine = InProcess.asking(project, session.clock())) {
            var answer = JsonAnswer.bytes(engine.answer(query, Asking.local(NOON)));
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            try {
                var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
                new OverHttp(base, "token").answer(query, Asking.local(NOON));
            } finally {
                server.stop(0);
            }
        }
    }
}
