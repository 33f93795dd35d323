package io.datachat.server.state.people;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/// The users.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface Persons extends GenericRepository<Person, String> {
    void save(Person person);

    void update(Person person);

    Optional<Person> findByName(String name);

    @Query("select * from person order by name")
    List<Person> all();

    @Query("select exists (select 1 from person)")
    boolean any();

    @Query("delete from person where name = :name")
    long remove(String name);
}
