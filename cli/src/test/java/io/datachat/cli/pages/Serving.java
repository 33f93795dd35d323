package io.datachat.cli.pages;

import io.datachat.apex.query.Cancellation;
import io.datachat.cli.Datachat;
import io.datachat.cli.Shell;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// `datachat serve` as a person runs it: started, looked at, stopped with Ctrl-C.
final class Serving {
    private static final Pattern ADDRESS = Pattern.compile("http://[^ ;,]+");
    private static final int OK = 200;

    private Serving() {}

    /// Runs the command and opens every address that it prints.
    ///
    /// @return what is wrong, if anything
    static Optional<String> fault(Path folder, List<String> words) throws IOException, InterruptedException {
        var cancellation = new Cancellation();
        try (var said = new PipedInputStream();
                var pipe = new PipedOutputStream(said);
                var lines = new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8))) {
            var code = CompletableFuture.supplyAsync(() -> serve(folder, words, cancellation, pipe));
            var wrong = new ArrayList<String>();
            var line = lines.readLine();
            while (line != null) {
                for (var address :
                        ADDRESS.matcher(line).results().map(MatchResult::group).toList()) {
                    var status = status(address);
                    if (status != OK) wrong.add(address + " answers " + status);
                }
                if (line.contains("Ctrl-C")) cancellation.cancel();
                line = lines.readLine();
            }
            if (code.join() != 0) wrong.add(words + " ended with " + code.join());
            return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", wrong));
        }
    }

    private static int serve(Path folder, List<String> words, Cancellation cancellation, OutputStream pipe) {
        try (var out = new PrintStream(pipe, true, StandardCharsets.UTF_8)) {
            var terminal = new Terminal(out, out, Integer.MAX_VALUE, false, false, false);
            var session = new Session(terminal, name -> null, folder, InstantSource.fixed(Shell.NOW), cancellation);
            return Datachat.run(session, words.toArray(String[]::new));
        }
    }

    private static int status(String address) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address)).build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
