package io.datachat.server.state.approval;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every step is one statement that only takes the state it comes from: of several who take the same step at once, one
/// does.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface StoredApprovals extends GenericRepository<StoredApproval, String> {
    void save(StoredApproval approval);

    Optional<StoredApproval> findById(String id);

    @Query("select * from write_approval order by proposed_at desc, id limit :most")
    List<StoredApproval> newest(int most);

    @Query("update write_approval set state = 'approved', decided_by = :who, decided_at = :at, expires_at = :until"
            + " where id = :id and state = 'proposed' and expires_at > :at")
    long approve(String id, String who, Instant at, Instant until);

    @Query("update write_approval set state = 'rejected', decided_by = :who, decided_at = :at, reason = :reason"
            + " where id = :id and state in ('proposed', 'approved')")
    long reject(String id, String who, Instant at, @Nullable String reason);

    @Query("update write_approval set state = 'executing', attempt = :attempt, transaction_number = :number,"
            + " begun_at = :at where id = :id and state = 'approved' and expires_at > :at")
    long begin(String id, String attempt, @Nullable String number, Instant at);

    @Query("update write_approval set state = 'executed', ended_at = :at where id = :id and attempt = :attempt"
            + " and state in ('executing', 'unknown')")
    long executed(String id, String attempt, Instant at);

    @Query("update write_approval set state = 'approved', attempt = null, transaction_number = null, begun_at = null"
            + " where id = :id and attempt = :attempt and state = 'executing'")
    long released(String id, String attempt);

    @Query("update write_approval set state = 'unknown', ended_at = :at where id = :id and attempt = :attempt"
            + " and state = 'executing'")
    long unknown(String id, String attempt, Instant at);
}
