package io.datachat.server.state.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
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

    /// At its place in the chain.
    Chained at(long place, String before) {
        var placed = with(place, "");
        return placed.with(place, placed.digest(before));
    }

    private Chained with(long place, String hashed) {
        return new Chained(
                place,
                question,
                phase,
                recordedAt,
                kind,
                viewer,
                roles,
                asOf,
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
                rowCount,
                answerHash,
                tookUs,
                code,
                hashed);
    }

    /// The hash that this record must have behind `before`.
    String digest(String before) {
        return new Canonical(before)
                .add(seq)
                .add(question)
                .add(phase)
                .add(recordedAt)
                .add(kind)
                .add(viewer)
                .add(roles)
                .add(asOf)
                .add(zone)
                .add(asked)
                .add(said)
                .add(databaseName)
                .add(statement)
                .add(fingerprint)
                .add(metrics)
                .add(tables)
                .add(definitions)
                .add(policies)
                .add(result)
                .add(rowCount)
                .add(answerHash)
                .add(tookUs)
                .add(code)
                .hash();
    }
}
