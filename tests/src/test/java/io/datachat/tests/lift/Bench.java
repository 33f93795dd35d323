package io.datachat.tests.lift;

import io.datachat.apex.answer.Answer;
import io.datachat.apex.catalog.Backend;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.SqlQuery;
import io.datachat.tests.differential.Cells;
import io.datachat.tests.differential.Engine;
import io.datachat.tests.differential.RowSets;
import io.datachat.tests.world.Postgres;
import io.datachat.tests.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One world on one database: asked through the engine, and past it.
final class Bench implements AutoCloseable {
    private final Engine engine;
    private final Connection plain;
    final Backend backend;

    private Bench(Engine engine, Connection plain, Backend backend) {
        this.engine = engine;
        this.plain = plain;
        this.backend = backend;
    }

    static Bench over(World world, Backend backend, Path folder) throws IOException, SQLException {
        var own = Files.createDirectories(folder.resolve(world.seed() + "-" + backend.word()));
        var engine = Engine.over(world, backend, own);
        var schema = "world_" + world.seed();
        var plain = switch (backend) {
            case DUCKDB -> {
                var copy = own.resolve("plain.duckdb");
                Files.copy(own.resolve("world.duckdb"), copy);
                yield DriverManager.getConnection("jdbc:duckdb:" + copy);
            }
            case POSTGRESQL -> Postgres.connect();
        };
        try (var statement = plain.createStatement()) {
            statement.execute("SET search_path = '" + schema + "'");
            // PostgreSQL cuts a date in the session's zone.
            statement.execute("SET TimeZone = 'UTC'");
        }
        return new Bench(engine, plain, backend);
    }

    Engine engine() {
        return engine;
    }

    /// @throws Rejection when the SQL may not run
    Answer answer(String sql) {
        return engine.apex().answer(SqlQuery.of(sql), Asking.local(Engine.AS_OF));
    }

    /// What the engine's rows have that the database's own lack, or the other way round.
    Optional<String> difference(String sql, Answer answer) throws SQLException {
        List<List<@Nullable Object>> got = new ArrayList<>();
        for (var row : answer.rows())
            got.add(new ArrayList<@Nullable Object>(
                    row.stream().map(Cells::plain).toList()));
        return RowSets.difference(Cells.rows(plain, sql), got);
    }

    @Override
    public void close() throws SQLException {
        engine.close();
        plain.close();
    }
}
