package io.datachat.server.state.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One record of the chain as it is stored. Lists are texts with a line for each element, and an empty one before and
/// after, so that an element can be looked for.
///
/// @param question the same for both records of a question
/// @param phase    `intent` or `outcome`
/// @param hash     over the hash before and everything else here
@MappedEntity("audit_record")
record Chained(
        @Id long seq,
        String question,
        String phase,
        Instant recordedAt,
        @Nullable String kind,
        @Nullable String viewer,
        @Nullable String roles,
        @Nullable Instant asOf,
        @Nullable String zone,
        @Nullable String asked,
        @Nullable String said,
        @Nullable String databaseName,
        @Nullable String statement,
        @Nullable String fingerprint,
        @Nullable String metrics,
        @Nullable String tables,
        @Nullable String definitions,
        @Nullable String policies,
        @Nullable String result,
        @Nullable Long rowCount,
        @Nullable String answerHash,
        @Nullable Long tookUs,
        @Nullable String code,
        String hash) {
    static final String INTENT = "intent";
    static final String OUTCOME = "outcome";
    /// What the first record follows.
    static final String BEGINNING = "0".repeat(64);

    /// As it was spelled by [#texts].
    static Chained of(List<@Nullable String> texts) {
        return new Spelled(texts).record(0, "");
    }

    /// At its place in the chain.
    Chained at(long place, String before) {
        var texts = new Spelled(texts());
        return texts.record(place, digest(place, before));
    }

    /// Everything but its place and its hash, in the order in which it is hashed. Times are microseconds since
    /// 1970.
    List<@Nullable String> texts() {
        return Arrays.asList(
                question,
                phase,
                micros(recordedAt),
                kind,
                viewer,
                roles,
                micros(asOf),
                zone,
                asked,
                said,
                databaseName,
                statement,
                fingerprint,
                metrics,
                tables,
                definitions,
                policies,
                result,
                text(rowCount),
                answerHash,
                text(tookUs),
                code);
    }

    private static @Nullable String text(@Nullable Long number) {
        return number == null ? null : number.toString();
    }

    private static @Nullable String micros(@Nullable Instant time) {
        return time == null ? null : text(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }

    /// Reads the texts one after the other.
    private static final class Spelled {
        private final Iterator<@Nullable String> texts;

        Spelled(List<@Nullable String> texts) {
            this.texts = texts.iterator();
        }

        Chained record(long seq, String hash) {
            return new Chained(
                    seq,
                    Objects.requireNonNull(text()),
                    Objects.requireNonNull(text()),
                    Objects.requireNonNull(time()),
                    text(),
                    text(),
                    text(),
                    time(),
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    number(),
                    text(),
                    number(),
                    text(),
                    hash);
        }

        private @Nullable String text() {
            return texts.next();
        }

        private @Nullable Long number() {
            var text = text();
            return text == null ? null : Long.valueOf(text);
        }

        private @Nullable Instant time() {
            var micros = number();
            return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        }
    }

    /// The hash that this record must have behind `before`.
    String digest(String before) {
        return digest(seq, before);
    }

    private String digest(long place, String before) {
        var canonical = new Canonical(before).add(Long.toString(place));
        for (var text : texts()) canonical.add(text);
        return canonical.hash();
    }
}
