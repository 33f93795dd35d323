package io.datachat.cli.command.project;

import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.cli.engine.Engine;
import io.datachat.cli.engine.OverHttp;
import io.datachat.cli.session.Session;
import io.datachat.server.DataChatServer;
import io.datachat.server.Listening;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;

/// Starts a server, asks it over HTTP and stops it, so that the cache holds what a server needs.
record ServerRehearsal(Session session, Path folder) {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    void run() throws InterruptedException {
        var project = ProjectFolder.open(folder, session.environment()).project();
        try (var server = DataChatServer.start(project, new Listening("127.0.0.1", 0, session.clock()))) {
            server.awaitReady();
            var client = new OverHttp(URI.create(server.url()), null);
            for (var metric : new String[] {"revenue", "refund_rate", "revenu"}) ask(client, MetricQuery.of(metric));
        }
    }

    private static void ask(Engine client, MetricQuery query) {
        try {
            client.answer(query, Asking.local(NOON));
            client.stream(query, Asking.local(NOON), Engine.Text.CSV, OutputStream.nullOutputStream());
        } catch (Rejection refused) {
            // A refusal needs classes too.
        }
    }
}
