package io.datachat.server.state.people;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key as stored: enough to recognise it, nothing to make it from.
///
/// @param prefix the part of the key by which it is found
/// @param hash   SHA-256 over salt and key
@MappedEntity("api_key")
record StoredKey(
        @Id String prefix,
        String person,
        String label,
        String salt,
        String hash,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {}
