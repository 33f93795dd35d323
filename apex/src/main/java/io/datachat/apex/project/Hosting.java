package io.datachat.apex.project;

import io.datachat.apex.project.Project.Secret;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a server of the project is told beside what it answers: where it listens, where its state is, how often one
/// person may ask.
///
/// @param host  the address it listens on
/// @param state the PostgreSQL database of the state; null for a file in the project's state folder
public record Hosting(String host, @Nullable StateDatabase state, Rates rates) {
    public static final String LOOPBACK = "127.0.0.1";
    public static final Hosting DEFAULT = new Hosting(LOOPBACK, null, Rates.DEFAULT);

    /// @param url a JDBC URL without credentials
    public record StateDatabase(
            String url, @Nullable String user, @Nullable Secret password) {}

    /// How often one viewer may ask.
    ///
    /// @param roles what holds for viewers with a role, when it is more
    public record Rates(Rate everyone, Map<String, Rate> roles) {
        public static final Rates DEFAULT = new Rates(new Rate(30, 3), Map.of());

        public Rates {
            roles = Map.copyOf(roles);
        }

        /// The most that any of the roles allows.
        public Rate of(Set<String> held) {
            var rate = everyone;
            for (var role : held) {
                var more = roles.get(role);
                if (more != null) rate = rate.or(more);
            }
            return rate;
        }
    }

    /// @param perMinute  questions begun within any minute, on average; as many may come at once
    /// @param concurrent questions under way at the same time
    public record Rate(int perMinute, int concurrent) {
        Rate or(Rate other) {
            return new Rate(Math.max(perMinute, other.perMinute), Math.max(concurrent, other.concurrent));
        }
    }
}
