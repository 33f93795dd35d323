package io.datachat.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Hosting.Issuer;
import io.datachat.apex.query.Viewer;
import io.datachat.server.problems.ServerCode;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// People whose tokens an identity provider signed (JWT). Only signatures with a public key are taken: nobody who can
/// check a token can make one.
final class SignedTokens {
    private static final Logger LOG = LoggerFactory.getLogger(SignedTokens.class);
    private static final Set<JWSAlgorithm> ALGORITHMS = Stream.of(
                    JWSAlgorithm.Family.RSA.stream(),
                    Stream.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512))
            .flatMap(each -> each)
            .collect(Collectors.toUnmodifiableSet());
    private static final int MILLIS = 2_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_TEXT = 100;

    private final Issuer issuer;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /// The keys are read when the first token comes, and again when one is signed by a key that is not known.
    SignedTokens(Issuer issuer, InstantSource clock) {
        this.issuer = issuer;
        try {
            var keys = JWKSourceBuilder.<SecurityContext>create(
                            issuer.keys().toURL(), retriever(issuer.keys().getScheme()))
                    .retrying(true)
                    .outageTolerant(true)
                    .build();
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        } catch (MalformedURLException checkedBefore) {
            throw new IllegalStateException(checkedBefore);
        }
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWTClaimsSetVerifier(new ClaimsAt(issuer, clock));
    }

    private static ResourceRetriever retriever(String scheme) {
        return scheme.equals("file")
                ? file -> new Resource(Files.readString(Path.of(file.getPath())), "application/json")
                : new DefaultResourceRetriever(MILLIS, MILLIS, MOST_BYTES);
    }

    /// Who, for whom, by whom and until when must be told; the clock is the server's.
    private static final class ClaimsAt extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final InstantSource clock;

        ClaimsAt(Issuer issuer, InstantSource clock) {
            super(
                    issuer.audience(),
                    new JWTClaimsSet.Builder().issuer(issuer.issuer()).build(),
                    Set.of("exp"));
            this.clock = clock;
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }

    /// Whether it looks like one: three parts.
    static boolean like(String text) {
        return text.chars().filter(each -> each == '.').count() == 2;
    }

    /// @throws Rejection when the token says nothing that may be believed, or the issuer's keys cannot be read
    Viewer holder(String token) {
        try {
            return viewer(processor.process(token, null));
        } catch (ExpiredJWTException expired) {
            throw refused("it has expired; sign in again");
        } catch (ParseException | BadJOSEException wrong) {
            LOG.debug("a token was refused", wrong);
            throw refused("it must be signed by " + issuer.issuer() + " for " + issuer.audience());
        } catch (KeySourceException unreadable) {
            LOG.warn("the keys of {} cannot be read", issuer.issuer(), unreadable);
            throw new Rejection(Problem.of(
                    ServerCode.NO_ISSUER_KEYS, "the keys of " + issuer.issuer() + " cannot be read at the moment"));
        } catch (JOSEException wrong) {
            LOG.debug("a token was refused", wrong);
            throw refused("its signature cannot be checked");
        }
    }

    private static Rejection refused(String hint) {
        return new Rejection(Problem.of(ServerCode.WRONG_SIGNED_TOKEN, "the token is not valid")
                .hint(hint));
    }

    private Viewer viewer(JWTClaimsSet claims) {
        var name = text(claim(claims, issuer.name()));
        if (name == null || name.isBlank() || name.length() > MOST_TEXT || name.equals(Viewer.LOCAL.name()))
            throw refused("its '" + issuer.name() + "' names nobody");
        var roles = roles(claim(claims, issuer.roles()));
        var attributes = new HashMap<String, String>();
        issuer.attributes().forEach((attribute, path) -> {
            var value = text(claim(claims, path));
            if (value != null) attributes.put(attribute, value);
        });
        var administrator = issuer.administrators() != null && roles.contains(issuer.administrators());
        return new Viewer(name, roles, attributes, administrator);
    }

    /// A claim of this very name, or the way into one.
    private static @Nullable Object claim(JWTClaimsSet claims, String path) {
        var whole = claims.getClaim(path);
        if (whole != null) return whole;
        @Nullable Object found = claims.getClaims();
        for (var name : path.split("\\.", -1)) found = found instanceof Map<?, ?> map ? map.get(name) : null;
        return found;
    }

    private static @Nullable String text(@Nullable Object claim) {
        return claim instanceof String || claim instanceof Number || claim instanceof Boolean ? claim.toString() : null;
    }

    /// A list, or one text with spaces between (as `scope` has).
    private static Set<String> roles(@Nullable Object claim) {
        return switch (claim) {
            case List<?> list ->
                list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toSet());
            case String text ->
                Stream.of(text.split(" ", -1)).filter(each -> !each.isEmpty()).collect(Collectors.toSet());
            case null, default -> Set.of();
        };
    }
}
