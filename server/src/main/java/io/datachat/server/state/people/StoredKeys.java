package io.datachat.server.state.people;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The keys of all users.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface StoredKeys extends GenericRepository<StoredKey, String> {
    void save(StoredKey key);

    Optional<StoredKey> findByPrefix(String prefix);

    @Query("select * from api_key order by person, created_at, prefix")
    List<StoredKey> all();

    @Query("update api_key set revoked_at = :at where prefix = :prefix and revoked_at is null")
    long revoke(String prefix, Instant at);
}
