package io.datachat.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.datachat.apex.answer.AnswerReader;
import io.datachat.apex.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/// Calls a server as a program would.
record Client(HttpClient http, int port) {
    static Client of(DataChatServer server) {
        return new Client(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), server.port());
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    Reply get(String path, String... headers) throws IOException, InterruptedException {
        var request = to(path);
        if (headers.length > 0) request.headers(headers);
        return send(request.build());
    }

    Reply post(String path, String json) throws IOException, InterruptedException {
        return send(to(path).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    Reply query(String json) throws IOException, InterruptedException {
        return post("/api/v1/metrics/query", json);
    }

    Reply send(HttpRequest request) throws IOException, InterruptedException {
        return new Reply(http.send(request, BodyHandlers.ofByteArray()));
    }

    /// Text on the wire, for what a well-behaved client refuses to send.
    String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    record Reply(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        String text() {
            return new String(response.body(), UTF_8);
        }

        String type() {
            return response.headers().firstValue("Content-Type").orElse("");
        }

        List<Problem> problems() {
            return AnswerReader.problems(response.body());
        }

        /// `404 HT001 there is nothing at /x`, all problems on lines of their own.
        String refusal() {
            var text = new StringBuilder();
            for (var problem : problems()) {
                if (!text.isEmpty()) text.append('\n');
                text.append(status())
                        .append(' ')
                        .append(problem.code().id())
                        .append(' ')
                        .append(problem.message());
                if (!problem.choices().isEmpty()) text.append(' ').append(problem.choices());
            }
            return text.toString();
        }
    }
}
