package io.datachat.apex.query;

import java.util.Set;

/// Who asks. Every request carries one, from the first stage to the last.
///
/// @param administrator may run texts that cannot be read, and see database error texts
public record Viewer(String name, Set<String> roles, boolean administrator) {
    public Viewer {
        roles = Set.copyOf(roles);
    }

    /// The person at the keyboard of an embedded project: no users are configured and nothing listens beyond
    /// loopback.
    public static final Viewer LOCAL = new Viewer("local", Set.of("administrator"), true);
}
