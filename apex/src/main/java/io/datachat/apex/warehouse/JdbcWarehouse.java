package io.datachat.apex.warehouse;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.render.Executable;
import io.datachat.apex.warehouse.failure.Failures;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import io.datachat.apex.warehouse.failure.WriteFailures;
import io.datachat.apex.warehouse.introspect.Inspection;
import io.datachat.apex.warehouse.rollup.RollupBuild;
import io.datachat.apex.warehouse.standing.Spelling;
import io.datachat.apex.warehouse.standing.Standing;
import io.datachat.apex.warehouse.write.Surroundings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAccumulator;
import org.jspecify.annotations.Nullable;

/// A database behind JDBC: sessions from one side, statements through the door on the other.
final class JdbcWarehouse implements Warehouse {
    /// For what is asked about a transaction, not in it.
    private static final Duration ASIDE = Duration.ofSeconds(10);

    private final Project.Database described;
    private final Sessions sessions;
    private final Door door;

    JdbcWarehouse(Project.Database described, Sessions sessions, Door door) {
        this.described = described;
        this.sessions = sessions;
        this.door = door;
    }

    @Override
    public String database() {
        return described.name();
    }

    @Override
    public Backend backend() {
        return described.backend();
    }

    @Override
    public Inspection inspect(Instant now) {
        return new Introspection(this, described).inspect(sessions.place(), now);
    }

    @Override
    public void run(Executable sql, Duration timeout, Cancellation cancellation, RowSink sink) {
        if (cancellation.cancelled()) throw stopped(Watch.Stop.CANCELLED, timeout);
        var connection = borrow(timeout);
        // After a cancel the connection is thrown away: a late cancel would hit the next question.
        var sound = false;
        try {
            door.pass(connection, sql, new Door.Limit(timeout, cancellation), sink);
            sound = true;
        } catch (Door.Stopped stop) {
            throw stopped(stop.reason(), timeout);
        } catch (SQLException failure) {
            sound = !Failures.connectionLost(failure);
            throw Failures.ofStatement(database(), failure);
        } finally {
            sessions.giveBack(connection, sound);
        }
    }

    @Override
    public Reading reading(Collection<Table.Name> tables, Duration timeout, Cancellation cancellation) {
        if (cancellation.cancelled()) throw stopped(Watch.Stop.CANCELLED, timeout);
        var connection = borrow(timeout);
        try {
            return new Still(connection, sessions.still(connection, tables, new Door.Limit(timeout, cancellation)));
        } catch (Door.Stopped stop) {
            sessions.giveBack(connection, false);
            throw stopped(stop.reason(), timeout);
        } catch (SQLException failure) {
            sessions.giveBack(connection, false);
            throw Failures.ofStatement(database(), failure);
        }
    }

    private final class Still implements Reading {
        private final Connection connection;
        private final String apart;
        private boolean sound = true;

        Still(Connection connection, String apart) {
            this.connection = connection;
            this.apart = apart;
        }

        @Override
        public void run(Executable sql, Duration timeout, Cancellation cancellation, RowSink sink) {
            if (cancellation.cancelled()) throw stopped(Watch.Stop.CANCELLED, timeout);
            if (!sound)
                throw new Rejection(Problem.of(
                                WarehouseCode.CONNECTION_LOST,
                                "'" + database() + "': the statement before was stopped, and with it what was read.")
                        .hint("ask again"));
            var whole = false;
            try {
                sessions.within(connection, at -> door.pass(at, sql, new Door.Limit(timeout, cancellation), sink));
                whole = true;
            } catch (Door.Stopped stop) {
                throw stopped(stop.reason(), timeout);
            } catch (SQLException failure) {
                whole = !Failures.connectionLost(failure);
                throw Failures.ofStatement(database(), failure);
            } finally {
                sound = whole;
            }
        }

        @Override
        public String apart() {
            return apart;
        }

        @Override
        public void close() {
            try {
                if (sound) sessions.moving(connection);
            } catch (SQLException unusable) {
                sound = false;
            }
            sessions.giveBack(connection, sound);
        }
    }

    @Override
    public long build(String name, Executable.Compiled select, Duration timeout, Cancellation cancellation) {
        var limit = new Door.Limit(timeout, cancellation);
        var statements = RollupBuild.statements(backend(), name, select);
        var rows = new LongAccumulator(Math::max, 0);
        try {
            sessions.write(timeout, connection -> {
                for (var statement : statements) rows.accumulate(door.pass(connection, statement, limit, RowSink.NONE));
            });
            return rows.get();
        } catch (Door.Stopped stop) {
            throw stopped(stop.reason(), timeout);
        } catch (SQLException failure) {
            throw Failures.ofBuild(database(), failure);
        }
    }

    @Override
    public Writing writing(Duration timeout, Cancellation cancellation) {
        if (cancellation.cancelled()) throw stopped(Watch.Stop.CANCELLED, timeout);
        try {
            return new Transaction(sessions.begin(timeout));
        } catch (SQLException failure) {
            throw Failures.ofStatement(database(), failure);
        }
    }

    private final class Transaction implements Writing {
        private final Connection connection;

        Transaction(Connection connection) {
            this.connection = connection;
        }

        @Override
        public long run(Executable sql, Duration timeout, Cancellation cancellation, RowSink sink) {
            if (cancellation.cancelled()) throw stopped(Watch.Stop.CANCELLED, timeout);
            try {
                return door.write(connection, sql, new Door.Limit(timeout, cancellation), sink);
            } catch (Door.Stopped stop) {
                throw stopped(stop.reason(), timeout);
            } catch (SQLException failure) {
                throw WriteFailures.ofWrite(database(), failure);
            }
        }

        @Override
        public Optional<String> number() {
            if (backend() != Backend.POSTGRESQL) return Optional.empty();
            var told = new One();
            run(system("SELECT pg_current_xact_id()::text", List.of()), ASIDE, new Cancellation(), told);
            return Optional.of(told.text);
        }

        @Override
        public void commit() {
            try {
                connection.commit();
            } catch (SQLException failure) {
                throw WriteFailures.ofCommit(database(), failure);
            }
        }

        @Override
        public void close() {
            sessions.end(connection);
        }
    }

    @Override
    public Fate fate(String number) {
        if (backend() != Backend.POSTGRESQL) return Fate.UNKNOWN;
        var told = new One();
        var text = "SELECT pg_xact_status(CAST(? AS text)::xid8)";
        run(system(text, List.of(new Executable.Bind(number, DataType.Simple.TEXT))), ASIDE, new Cancellation(), told);
        return switch (told.text) {
            case "committed" -> Fate.COMMITTED;
            case "aborted" -> Fate.ABORTED;
            case "in progress" -> Fate.IN_PROGRESS;
            default -> Fate.UNKNOWN;
        };
    }

    private Executable system(String text, List<Executable.Bind> binds) {
        return new Executable.System(database(), Executable.System.Purpose.SESSION, text, binds);
    }

    /// The only value of a statement, as text.
    private static final class One implements RowSink {
        private String text = "";

        @Override
        public void columns(List<ResultColumn> columns) {}

        @Override
        public boolean row(@Nullable Object[] values) {
            text = String.valueOf(values[0]);
            return true;
        }
    }

    @Override
    public Surroundings surroundings(Table.Name table) {
        return Surroundings.of(backend(), new Introspection(this, described), table);
    }

    @Override
    public Optional<Standing> standing(Table.Name name) {
        return Standing.of(backend(), new Introspection(this, described), name);
    }

    @Override
    public boolean knows(String type) {
        return new Spelling(backend(), new Introspection(this, described)).knows(type);
    }

    @Override
    public String path() {
        return new Spelling(backend(), new Introspection(this, described)).path();
    }

    @Override
    public boolean taken(String name) {
        return new Spelling(backend(), new Introspection(this, described)).taken(name);
    }

    @Override
    public List<Table> rollups() {
        return new Introspection(this, described).rollups();
    }

    private Connection borrow(Duration timeout) {
        try {
            return sessions.borrow(timeout);
        } catch (SQLException failure) {
            throw Failures.ofStatement(database(), failure);
        }
    }

    private Rejection stopped(Watch.Stop reason, Duration timeout) {
        return new Rejection(
                switch (reason) {
                    case TIMED_OUT ->
                        Problem.of(
                                        WarehouseCode.TIMED_OUT,
                                        "'" + database() + "': the query was stopped after " + seconds(timeout) + " s.")
                                .hint("ask for a shorter period or a coarser grain, or raise `limits: timeout`");
                    case CANCELLED ->
                        Problem.of(WarehouseCode.CANCELLED, "'" + database() + "': the query was cancelled.");
                });
    }

    private static String seconds(Duration timeout) {
        return String.format(Locale.ROOT, "%.1f", timeout.toMillis() / 1000.0);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
