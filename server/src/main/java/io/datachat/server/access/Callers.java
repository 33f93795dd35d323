package io.datachat.server.access;

import io.datachat.apex.query.Viewer;
import io.micronaut.http.HttpRequest;

/// The viewer of a call.
public final class Callers {
    private static final String VIEWER = "datachat.viewer";

    private Callers() {}

    static void is(HttpRequest<?> request, Viewer viewer) {
        request.setAttribute(VIEWER, viewer);
    }

    /// @throws IllegalStateException when the call was not recognised: then it must not have come so far
    public static Viewer of(HttpRequest<?> request) {
        return request.getAttribute(VIEWER, Viewer.class)
                .orElseThrow(() -> new IllegalStateException("nobody was recognised"));
    }
}
