package io.datachat.apex.monitor.advice;

import io.datachat.apex.answer.Answer;
import io.datachat.apex.answer.Receipt;
import io.datachat.apex.catalog.Backend;
import io.datachat.apex.catalog.DatabaseCatalog;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.render.Executable;
import io.datachat.apex.render.Executable.System.Purpose;
import io.datachat.apex.warehouse.RowSink;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks a database what it means to do for a statement.
///
/// @param statements runs them
public record Plans(Backend backend, Statements statements, Asking asking) {

    /// Runs statements of one database.
    public interface Statements {
        void run(Executable sql, Duration timeout, Cancellation cancellation, RowSink rows);
    }

    /// A row for each step, and advice among the notes of the receipt.
    ///
    /// @throws io.datachat.apex.problem.Rejection when the database refuses
    public Answer answer(Executable sql, DatabaseCatalog catalog, Receipt receipt) {
        return PlanAnswer.of(of(sql), catalog, receipt);
    }

    /// @param most     it may cost
    /// @param governed the person sees rows only in part: an estimate would tell of the others
    /// @throws io.datachat.apex.problem.Rejection when it is estimated to cost more
    public void admit(Executable sql, long most, boolean governed) {
        Costs.admit(of(sql), backend, most, governed);
    }

    private QueryPlan of(Executable sql) {
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
