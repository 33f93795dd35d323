package io.datachat.apex.query;

import java.util.Map;
import java.util.Set;

/// Who asks. Every request carries one, from the first stage to the last.
///
/// @param attributes    what is known of the person, as access rules read it: `{viewer.region}`
/// @param administrator is under no policy; may run texts that cannot be read, and see database error texts
public record Viewer(String name, Set<String> roles, Map<String, String> attributes, boolean administrator) {
    public Viewer {
        roles = Set.copyOf(roles);
        attributes = Map.copyOf(attributes);
    }

    public Viewer(String name, Set<String> roles, boolean administrator) {
        this(name, roles, Map.of(), administrator);
    }

    /// The person at the keyboard of an embedded project: no users are configured and nothing listens beyond
    /// loopback.
    public static final Viewer LOCAL = new Viewer("local", Set.of("administrator"), true);
}
