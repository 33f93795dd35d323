package io.datachat.server.access;

import io.datachat.apex.problem.Problem;
import io.datachat.server.problems.ProblemResponse;
import io.datachat.server.problems.ServerCode;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Only this machine, and no foreign web page through its browser.
///
/// A page elsewhere can make a browser call a loopback address under its own name (DNS rebinding: the `Host` tells) or
/// across origins (the `Origin` tells). A token is not required, but a wrong one is refused: the caller means another
/// server.
@ServerFilter("/**")
final class LoopbackFilter implements Ordered {
    private final Token token;

    LoopbackFilter(Token token) {
        this.token = token;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        var headers = request.getHeaders();
        var host = headers.get(HttpHeaders.HOST);
        if (host == null)
            return ProblemResponse.of(
                    Problem.of(ServerCode.MALFORMED, "the call has no host, or its address cannot be read"));
        if (!loopback(host)) return refused("the host '" + host + "' is not this machine");
        var origin = headers.get(HttpHeaders.ORIGIN);
        if (origin != null && !origin.equals("http://" + host))
            return refused("a page of '" + origin + "' may not call this server");
        var authorization = headers.get(HttpHeaders.AUTHORIZATION);
        if (authorization != null && !token.shownIn(authorization))
            return ProblemResponse.of(Problem.of(ServerCode.WRONG_TOKEN, "the token is not the one of this server"));
        return null;
    }

    private static HttpResponse<?> refused(String why) {
        return ProblemResponse.of(Problem.of(ServerCode.FOREIGN_ORIGIN, why).hint("call it at http://127.0.0.1"));
    }

    /// With or without a port: `localhost:8080`, `127.0.0.1`, `[::1]:8080`.
    static boolean loopback(String host) {
        var end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        var name = (end <= 0 ? host : host.substring(0, end)).toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.equals("127.0.0.1") || name.equals("[::1]");
    }
}
