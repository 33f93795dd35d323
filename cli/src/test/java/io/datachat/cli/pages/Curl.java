package io.datachat.cli.pages;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/// Does what `curl` would do with the options that the pages use.
final class Curl {
    private Curl() {}

    static HttpResponse<String> run(List<String> words) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder();
        var method = "GET";
        var body = BodyPublishers.noBody();
        for (var at = 1; at < words.size(); at++) {
            switch (words.get(at)) {
                case "-s" -> {}
                case "-X" -> method = words.get(++at);
                case "-H" -> {
                    var header = words.get(++at).split(": ", 2);
                    request.header(header[0], header[1]);
                }
                case "-d" -> {
                    method = "POST";
                    body = BodyPublishers.ofString(words.get(++at));
                }
                case String url when url.startsWith("http://") -> request.uri(URI.create(url));
                case String other -> throw new IllegalStateException("curl " + other + " is not understood here");
            }
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.method(method, body).build(), BodyHandlers.ofString());
        }
    }
}
