package io.datachat.server.state.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/// Where the chain ends. Whoever appends locks the one row, in whichever process: so the chain never forks.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface Heads extends GenericRepository<Heads.Head, Integer> {
    /// @param seq  of the last record, 0 when there is none
    /// @param hash of the last record
    @MappedEntity("audit_head")
    record Head(@Id int id, long seq, String hash) {}

    @MappedEntity("audit_salt")
    record Salt(@Id int id, String salt) {}

    @Query("select id, seq, hash from audit_head where id = 1 for update")
    Head lock();

    @Query("select id, seq, hash from audit_head where id = 1")
    Head last();

    @Query("update audit_head set seq = :seq, hash = :hash where id = 1")
    void move(long seq, String hash);

    @Query(value = "select salt from audit_salt where id = 1")
    Optional<String> salt();

    @Query("insert into audit_salt (id, salt) values (1, :salt)")
    void keepSalt(String salt);
}
