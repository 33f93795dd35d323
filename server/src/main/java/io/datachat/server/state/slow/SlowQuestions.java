package io.datachat.server.state.slow;

import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Questions of one shape taken together: those of the same fingerprint differ in values, names and order only.
@Singleton
public class SlowQuestions {
    private static final int MICRO = 1_000;
    private final DataSource database;

    SlowQuestions(DataSource database, DataSourceResolver plain) {
        this.database = plain.resolve(database);
    }

    /// What the list is ordered by.
    public enum By {
        TOTAL("sum(o.took_us)"),
        MEAN("avg(o.took_us)"),
        P95("percentile_cont(0.95) within group (order by o.took_us)"),
        WORST("max(o.took_us)");

        private final String sql;

        By(String sql) {
            this.sql = sql;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param asked     one of them, its values veiled
    /// @param questions how many were answered
    public record Slow(
            String fingerprint,
            String database,
            String asked,
            long questions,
            Duration total,
            Duration mean,
            Duration p95,
            Duration worst,
            Instant last) {}

    /// @param since null begins with the first question
    public List<Slow> list(@Nullable Instant since, @Nullable Instant until, By by, int most) {
        var sql = "select i.fingerprint, i.database_name, max(i.asked), count(*), sum(o.took_us), avg(o.took_us), "
                + By.P95.sql + ", max(o.took_us), max(i.recorded_at) from audit_record i"
                + " join audit_record o on o.question = i.question and o.phase = 'outcome'"
                + " where i.phase = 'intent' and i.kind in ('query', 'sql') and o.result in ('answered', 'truncated')"
                + " and i.recorded_at >= ? and i.recorded_at < ? group by i.fingerprint, i.database_name order by "
                + by.sql + " desc, i.fingerprint limit ?";
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, time(since, Instant.EPOCH));
            statement.setObject(2, time(until, Instant.parse("9999-01-01T00:00:00Z")));
            statement.setInt(3, most);
            List<Slow> slow = new ArrayList<>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) slow.add(slow(rows));
            }
            end(connection);
            return slow;
        } catch (SQLException failed) {
            throw new IllegalStateException("the audit cannot be read", failed);
        }
    }

    private static void end(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) connection.rollback();
    }

    private static OffsetDateTime time(@Nullable Instant given, Instant otherwise) {
        return (given == null ? otherwise : given).atOffset(ZoneOffset.UTC);
    }

    private static Slow slow(ResultSet row) throws SQLException {
        return new Slow(
                String.valueOf(row.getString(1)),
                String.valueOf(row.getString(2)),
                String.valueOf(row.getString(3)),
                row.getLong(4),
                micros(row.getDouble(5)),
                micros(row.getDouble(6)),
                micros(row.getDouble(7)),
                micros(row.getDouble(8)),
                row.getObject(9, OffsetDateTime.class).toInstant());
    }

    private static Duration micros(double micros) {
        return Duration.ofNanos(Math.round(micros * MICRO));
    }
}
