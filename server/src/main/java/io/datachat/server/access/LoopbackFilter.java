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

/// No foreign web page through somebody's browser; and only this machine, where the server listens to it alone.
///
/// A page elsewhere can make a browser call a loopback address under its own name (DNS rebinding: the `Host` tells) or
/// across origins (the `Origin` tells).
@ServerFilter("/**")
final class LoopbackFilter implements Ordered {
    private final Surroundings surroundings;

    LoopbackFilter(Surroundings surroundings) {
        this.surroundings = surroundings;
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
        if (surroundings.alone() && !loopback(host)) return refused("the host '" + host + "' is not this machine");
        var origin = headers.get(HttpHeaders.ORIGIN);
        if (origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host))
            return refused("a page of '" + origin + "' may not call this server");
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
