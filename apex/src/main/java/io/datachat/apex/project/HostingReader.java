package io.datachat.apex.project;

import io.datachat.apex.problem.Place;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.project.Hosting.Issuer;
import io.datachat.apex.project.Hosting.Rate;
import io.datachat.apex.project.Hosting.Rates;
import io.datachat.apex.project.Hosting.StateDatabase;
import io.datachat.apex.project.Project.Environment;
import io.datachat.apex.project.Project.Secret;
import io.datachat.apex.yaml.Yaml;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What datachat.yaml says below `server:`, `state:` and of rates below `limits:`.
final class HostingReader {
    private final References references;
    private final Map<String, Place> places;
    private final List<Problem> problems;

    HostingReader(Environment environment, Map<String, Place> places, List<Problem> problems) {
        this.references = new References(environment, places, "state", problems);
        this.places = places;
        this.problems = problems;
    }

    record WrittenState(
            @Nullable String url,
            @Nullable String user,
            @Nullable String password) {}

    @Yaml.Keyed
    record WrittenRate(
            String role,
            @Nullable Integer perMinute,
            @Nullable Integer concurrent) {}

    @Yaml.Keyed
    record WrittenAttribute(String name, String claim) {}

    record WrittenTokens(
            @Nullable String issuer,
            @Nullable String audience,
            @Nullable String keys,
            @Yaml.Absent("sub") String nameClaim,
            @Yaml.Absent("roles") String rolesClaim,
            @Nullable String administrators,
            List<WrittenAttribute> attributes) {}

    /// @param root what a file of keys is beside
    @Nullable
    Issuer tokens(@Nullable WrittenTokens written, Path root) {
        if (written == null) return null;
        var issuer = needed(written.issuer, "issuer", "the 'iss' of its tokens");
        var audience = needed(written.audience, "audience", "the 'aud' of its tokens, such as datachat");
        var keys = needed(written.keys, "keys", "a file with its public keys (a JWK set), or their https address");
        var place = keys == null ? null : place(keys, root);
        if (issuer == null || audience == null || place == null) return null;
        var attributes = new HashMap<String, String>();
        for (var each : written.attributes) attributes.put(each.name, each.claim);
        return new Issuer(
                issuer, audience, place, written.nameClaim, written.rolesClaim, written.administrators, attributes);
    }

    private @Nullable String needed(@Nullable String text, String key, String what) {
        if (text != null && !text.isBlank()) return text.strip();
        problems.add(Problem.of(ProjectCode.TOKENS, "'server.tokens' has no '" + key + "'")
                .at(places.get("server.tokens"))
                .hint("write " + what));
        return null;
    }

    /// In the clear only from this machine: who can change the keys on their way can sign for everybody.
    private @Nullable URI place(String keys, Path root) {
        if (!keys.contains("://")) {
            var file = root.resolve(keys);
            if (Files.isReadable(file)) return file.toUri();
            problems.add(Problem.of(ProjectCode.TOKENS, "the file '" + keys + "' of 'server.tokens' cannot be read")
                    .at(places.get("server.tokens.keys"))
                    .hint("it holds the issuer's public keys as a JWK set"));
            return null;
        }
        try {
            var address = new URI(keys);
            var host = address.getHost();
            var here = "localhost".equals(host) || Hosting.LOOPBACK.equals(host);
            if (host != null && ("https".equals(address.getScheme()) || (here && "http".equals(address.getScheme()))))
                return address;
        } catch (URISyntaxException wrong) {
            // Told below.
        }
        problems.add(Problem.of(ProjectCode.TOKENS, "the address '" + keys + "' of 'server.tokens' is not https")
                .at(places.get("server.tokens.keys"))
                .hint("write an https address, or a file beside datachat.yaml"));
        return null;
    }

    String host(@Nullable String written) {
        if (written == null) return Hosting.LOOPBACK;
        if (!written.isBlank()) return written.strip();
        problems.add(Problem.of(ProjectCode.RANGE, "server.host is empty")
                .at(places.get("server.host"))
                .hint("write an address of this machine, such as 127.0.0.1 or 0.0.0.0"));
        return Hosting.LOOPBACK;
    }

    @Nullable
    StateDatabase state(@Nullable WrittenState written) {
        if (written == null) return null;
        if (written.url == null) {
            problems.add(Problem.of(ProjectCode.CONNECTION, "'state' has no 'url'")
                    .at(places.get("state"))
                    .hint("write for example 'url: postgresql://localhost:5432/datachat', or remove 'state' to keep"
                            + " the state in a file of the project"));
            return null;
        }
        var text = references.resolved(written.url, "url");
        var user = references.resolved(written.user, "user");
        var password = references.resolved(written.password, "password");
        if (text == null) return null;
        var url = ConnectionUrl.parse(text);
        if (url.isEmpty()) {
            problems.add(Problem.of(ProjectCode.CONNECTION, "the url of 'state' is not a PostgreSQL address")
                    .at(places.get("state.url"))
                    .hint("write for example 'postgresql://localhost:5432/datachat'"));
            return null;
        }
        if (literal(written.password) || (url.get().password() != null && literal(written.url)))
            problems.add(Problem.of(ProjectCode.PASSWORD_IN_FILE, "the password of 'state' stands in the file")
                    .at(places.get(written.password == null ? "state.url" : "state.password"))
                    .hint("put it into an environment variable and write '${env:NAME}'"));
        var secret = password != null ? password : url.get().password();
        return new StateDatabase(
                url.get().jdbc(), user != null ? user : url.get().user(), secret == null ? null : new Secret(secret));
    }

    private static boolean literal(@Nullable String text) {
        return text != null && !References.in(text);
    }

    Rates rates(@Nullable Integer perMinute, @Nullable Integer concurrent, List<WrittenRate> written) {
        var everyone = rate(perMinute, concurrent, Rates.DEFAULT.everyone(), "limits");
        var roles = new HashMap<String, Rate>();
        for (var i = 0; i < written.size(); i++) {
            var each = written.get(i);
            roles.put(each.role, rate(each.perMinute, each.concurrent, everyone, "limits.roles[" + i + "]"));
        }
        return new Rates(everyone, roles);
    }

    private Rate rate(@Nullable Integer perMinute, @Nullable Integer concurrent, Rate otherwise, String path) {
        return new Rate(
                positive(perMinute, otherwise.perMinute(), path + ".per_minute"),
                positive(concurrent, otherwise.concurrent(), path + ".concurrent"));
    }

    private int positive(@Nullable Integer written, int otherwise, String path) {
        if (written == null) return otherwise;
        if (written >= 1) return written;
        problems.add(Problem.of(ProjectCode.RANGE, path.replaceAll("\\[\\d+]", "") + " cannot be " + written)
                .at(places.get(path))
                .hint("choose 1 or more"));
        return otherwise;
    }
}
