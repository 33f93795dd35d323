package io.datachat.apex.project;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL address as people have it at hand, taken apart so that no credential stays in the URL.
///
/// Understood are `postgresql://user:password@host:port/name`, `postgres://…` and `jdbc:postgresql://…`.
///
/// @param jdbc without user and password
record ConnectionUrl(
        String jdbc, @Nullable String user, @Nullable String password) {
    private static final Pattern SCHEME = Pattern.compile("^(jdbc:postgresql|postgresql|postgres)://");

    /// @return empty when it is no such address; the text itself is better not shown, it may hold a password
    public static Optional<ConnectionUrl> parse(String text) {
        if (!SCHEME.matcher(text).find()) return Optional.empty();
        try {
            var uri = new URI(SCHEME.matcher(text).replaceFirst("postgresql://"));
            if (uri.getRawAuthority() == null) return Optional.empty();
            var at = uri.getRawAuthority().lastIndexOf('@');
            var login = at < 0 ? "" : uri.getRawAuthority().substring(0, at);
            var colon = login.indexOf(':');
            var user = colon < 0 ? login : login.substring(0, colon);
            var password = colon < 0 ? "" : login.substring(colon + 1);
            var rest = new ArrayList<String>();
            for (var pair : uri.getRawQuery() == null
                    ? new String[0]
                    : uri.getRawQuery().split("&", -1)) {
                if (pair.startsWith("user=")) user = pair.substring("user=".length());
                else if (pair.startsWith("password=")) password = pair.substring("password=".length());
                else if (!pair.isEmpty()) rest.add(pair);
            }
            var query = rest.isEmpty() ? "" : "?" + String.join("&", rest);
            var host = uri.getRawAuthority().substring(at + 1);
            return Optional.of(new ConnectionUrl(
                    "jdbc:postgresql://" + host + (uri.getRawPath() == null ? "" : uri.getRawPath()) + query,
                    decoded(user),
                    decoded(password)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String decoded(String text) {
        return text.isEmpty() ? null : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return jdbc;
    }
}
