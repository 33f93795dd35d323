package io.datachat.apex.project;

import io.datachat.apex.project.Project.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a server of the project is told beside what it answers: where it listens, where its state is, how often one
/// person may ask.
///
/// @param host   the address it listens on
/// @param state  the PostgreSQL database of the state; null for a file in the project's state folder
/// @param tokens whose signed tokens are taken beside keys; null for nobody's
public record Hosting(
        String host,
        @Nullable StateDatabase state,
        Rates rates,
        @Nullable Issuer tokens) {
    public static final String LOOPBACK = "127.0.0.1";
    public static final Hosting DEFAULT = new Hosting(LOOPBACK, null, Rates.DEFAULT, null);

    /// Who signs tokens (JWT, RFC 7519) for people of this project. Claims are named as in the token; a dot leads
    /// into a claim: `realm_access.roles`.
    ///
    /// @param keys           where its public keys are (JWK set, RFC 7517): a file or an address
    /// @param audience       what a token must be meant for
    /// @param administrators the role that makes an administrator; null when no token does
    /// @param attributes     what is known of the person, by the claim that tells it
    public record Issuer(
            String issuer,
            String audience,
            URI keys,
            String name,
            String roles,
            @Nullable String administrators,
            Map<String, String> attributes) {
        public Issuer {
            attributes = Map.copyOf(attributes);
        }
    }

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
