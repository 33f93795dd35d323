package io.datachat.apex.govern.policy;

import io.datachat.apex.catalog.Relations;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Viewer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one person may see.
public final class Policy {
    private static final Stamp EVERYTHING = new Stamp(null, Map.of());

    private final Viewer viewer;
    private final @Nullable Sight sight;
    private final String salt;
    private final Stamp stamp;

    private Policy(Viewer viewer, @Nullable Sight sight, String salt, Stamp stamp) {
        this.viewer = viewer;
        this.sight = sight;
        this.salt = salt;
        this.stamp = stamp;
    }

    /// Tells apart people who see different things: what is computed for one is never shown to another with another
    /// stamp.
    ///
    /// @param roles  null for those under no policy
    /// @param values what rules ask of the person
    public record Stamp(@Nullable Set<String> roles, Map<String, String> values) {}

    static Policy none(Viewer viewer) {
        return new Policy(viewer, null, "", EVERYTHING);
    }

    static Policy of(Viewer viewer, Sight sight, String salt) {
        Map<String, String> values = new HashMap<>();
        for (var name : sight.attributes()) {
            var value = value(viewer, name);
            if (value != null) values.put(name, value);
        }
        return new Policy(viewer, sight, salt, new Stamp(sight.roles(), Map.copyOf(values)));
    }

    /// Whether this person sees everything.
    public boolean none() {
        return sight == null;
    }

    public Stamp stamp() {
        return stamp;
    }

    /// The catalogs as this person sees them, by database.
    public Map<String, Relations> catalogs() {
        Map<String, Relations> visible = new HashMap<>();
        Objects.requireNonNull(sight, "no policy")
                .databases()
                .forEach((name, database) -> visible.put(name, database.visible()));
        return visible;
    }

    /// The tables as the database has them.
    public Relations full(String database) {
        return database(database).full();
    }

    /// @return null for a table that is seen whole
    public @Nullable TableSight sight(String database, Table.Name table) {
        return database(database).tables().get(table);
    }

    private Sight.Database database(String name) {
        var known = Objects.requireNonNull(sight, "no policy").databases().get(name);
        if (known == null) throw new IllegalStateException("access to database " + name + " is not known");
        return known;
    }

    /// The value of `viewer.NAME` or of the salt.
    ///
    /// @throws Rejection when it is not known of this person
    public String value(List<String> segments, Table.Name table) {
        if (segments.getFirst().equals(RuleBinding.SALT)) return salt;
        var value = value(viewer, segments.getLast());
        if (value != null) return value;
        throw new Rejection(Problem.of(
                        PolicyCode.NO_ATTRIBUTE,
                        "what you may see of " + table + " depends on your '" + segments.getLast()
                                + "', which is not set")
                .hint("ask an administrator to set it"));
    }

    private static @Nullable String value(Viewer viewer, String name) {
        return name.equals("name") ? viewer.name() : viewer.attributes().get(name);
    }
}
