package io.datachat.server.state.audit;

import io.datachat.apex.audit.Intent;
import io.datachat.apex.audit.Outcome;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Intents and outcomes as records that have no place in the chain yet.
final class Records {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int VEIL = 6;
    private static final long MICRO = 1_000;
    private final SecretKeySpec salt;
    private final InstantSource clock;

    Records(String salt, InstantSource clock) {
        this.salt = new SecretKeySpec(HexFormat.of().parseHex(salt), ALGORITHM);
        this.clock = clock;
    }

    /// Twelve digits: enough to find who asked for a value that one knows.
    String veil(String value) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(salt);
            var hash = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return "#" + HexFormat.of().formatHex(hash, 0, VEIL);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Chained intent(Intent intent) {
        var touched = intent.touched();
        return new Chained(
                0,
                UUID.randomUUID().toString(),
                Chained.INTENT,
                now(),
                word(intent.kind()),
                clean(intent.viewer()),
                lines(intent.roles().stream().sorted().toList()),
                intent.asOf().truncatedTo(ChronoUnit.MICROS),
                intent.zone().getId(),
                clean(intent.asked()),
                clean(intent.said()),
                clean(touched.database()),
                touched.statement(),
                clean(touched.fingerprint()),
                lines(touched.metrics()),
                lines(touched.tables()),
                lines(touched.definitions()),
                lines(touched.policies()),
                null,
                null,
                null,
                null,
                null,
                "");
    }

    Chained outcome(String question, Outcome outcome) {
        return new Chained(
                0,
                question,
                Chained.OUTCOME,
                now(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                word(outcome.result()),
                outcome.rows(),
                outcome.hash(),
                outcome.took().toNanos() / MICRO,
                outcome.code(),
                "");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String lines(Collection<String> elements) {
        if (elements.isEmpty()) return "";
        return elements.stream()
                .map(each -> each.replace('\0', '\uFFFD').replace('\n', ' '))
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    static List<String> elements(@Nullable String lines) {
        return lines == null
                ? List.of()
                : lines.lines().filter(line -> !line.isEmpty()).toList();
    }

    /// PostgreSQL stores no zero characters.
    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
