package io.datachat.tests.unhappy;

import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.apex.query.Cancellation;
import io.datachat.cli.Datachat;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Terminal;
import io.datachat.server.DataChatServer;
import io.datachat.server.Listening;
import io.datachat.tests.differential.Engine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// What users see of a bad input: the answer of the server, the output of the command.
final class Doors implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.fixed(Engine.AS_OF);
    private final DataChatServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    /// @param project its folder
    Doors(Path project) throws InterruptedException {
        server = DataChatServer.start(
                ProjectFolder.open(project, Environment.of(Map.of())).project(), new Listening("127.0.0.1", 0, CLOCK));
        server.awaitReady();
    }

    /// The status and the body for a metric request.
    HttpResponse<String> posted(String request) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/metrics/query"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(request))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// @param text both streams, as they were written
    record Told(int code, String text) {}

    /// What `datachat datapoint lint` says of a project with these two files.
    ///
    /// @param folder an empty folder
    static Told linted(Path folder, String project, String definitions) throws IOException {
        Files.createDirectories(folder.resolve("datapoints/user"));
        Files.writeString(folder.resolve("datachat.yaml"), project);
        Files.writeString(folder.resolve("datapoints/user/bad.yaml"), definitions);
        var written = new ByteArrayOutputStream();
        var stream = new PrintStream(written, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(stream, stream, Integer.MAX_VALUE, false, false, false);
        var session = new Session(terminal, _ -> null, folder, CLOCK, new Cancellation());
        var code = Datachat.run(session, "datapoint", "lint");
        return new Told(code, written.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
