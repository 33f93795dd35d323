package io.datachat.apex.monitor.advice;

import io.datachat.apex.catalog.Backend;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.render.Executable;
import io.datachat.apex.render.Executable.System.Purpose;
import io.datachat.apex.warehouse.RowSink;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks a database what it means to do for a statement.
public final class Plans {
    private Plans() {}

    /// Runs statements of one database.
    public interface Statements {
        void run(Executable sql, Duration timeout, Cancellation cancellation, RowSink rows);
    }

    /// @throws io.datachat.apex.problem.Rejection when the database refuses
    public static QueryPlan of(Executable sql, Backend backend, Statements statements, Asking asking) {
        // `EXPLAIN` without `ANALYZE` runs nothing.
        var explain = new Executable.System(
                sql.database(), Purpose.PLAN, "EXPLAIN (" + options(backend) + ") " + sql.text(), sql.binds());
        var text = new StringBuilder();
        statements.run(explain, asking.timeout(), asking.cancellation(), new Text(text));
        return PlanReader.read(backend, text.toString());
    }

    /// The last column of each row.
    private record Text(StringBuilder text) implements RowSink {
        @Override
        public void columns(List<ResultColumn> columns) {}

        @Override
        public boolean row(@Nullable Object[] values) {
            text.append(values[values.length - 1]);
            return true;
        }
    }

    /// PostgreSQL tells schemas only when it tells everything.
    private static String options(Backend backend) {
        return switch (backend) {
            case POSTGRESQL -> "VERBOSE, FORMAT JSON";
            case DUCKDB -> "FORMAT JSON";
        };
    }
}
