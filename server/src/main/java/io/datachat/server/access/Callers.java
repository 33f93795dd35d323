package io.datachat.server.access;

import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.Viewer;
import io.micronaut.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;

/// The viewer of a call.
public final class Callers {
    private static final String VIEWER = "datachat.viewer";

    private Callers() {}

    static void is(HttpRequest<?> request, Viewer viewer) {
        request.setAttribute(VIEWER, viewer);
    }

    /// The circumstances of a question that came with this call; `?costly=true` lets it cost more than the limit.
    public static Asking asking(HttpRequest<?> request, Instant asOf, Duration timeout, Cancellation cancellation) {
        var asking = new Asking(of(request), asOf, timeout, cancellation);
        var costly = request.getParameters().getFirst("costly", Boolean.class).orElse(false);
        return costly ? asking.whateverItCosts() : asking;
    }

    /// @throws IllegalStateException when the call was not recognised: then it must not have come so far
    public static Viewer of(HttpRequest<?> request) {
        return request.getAttribute(VIEWER, Viewer.class)
                .orElseThrow(() -> new IllegalStateException("nobody was recognised"));
    }
}
