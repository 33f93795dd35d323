package io.datachat.apex;

import io.datachat.apex.answer.Answer;
import io.datachat.apex.answer.AnswerSink;
import io.datachat.apex.answer.Receipt;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.render.Executable;
import io.datachat.apex.render.Executable.Column;
import io.datachat.apex.warehouse.RowSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs a compiled question and hands its rows on, at most as many as the project allows.
final class Answering {
    private final int mostRows;
    private final AnswerSink sink;

    Answering(int mostRows, AnswerSink sink) {
        this.mostRows = mostRows;
        this.sink = sink;
    }

    /// How an answer came to its end.
    record Ended(long rows, boolean truncated, Duration run) {}

    /// Runs statements of one database.
    interface Statements {
        void run(Executable sql, Duration timeout, Cancellation cancellation, RowSink rows);
    }

    Ended run(Statements statements, Compilation compiled, Asking asking) {
        var started = System.nanoTime();
        var rows = new Rows(compiled.columns());
        statements.run(compiled.sql(), asking.timeout(), asking.cancellation(), rows);
        var run = Duration.ofNanos(System.nanoTime() - started);
        var compile = compiled.receipt().timings().compile();
        sink.end(rows.truncated, compiled.receipt().with(new Receipt.Timings(compile, run)));
        return new Ended(rows.count, rows.truncated, run);
    }

    private final class Rows implements RowSink {
        private final List<Column> columns;
        private int count;
        private boolean truncated;

        Rows(List<Column> columns) {
            this.columns = columns;
        }

        /// The answer's columns are those that were asked for; the driver's names and types only confirm them.
        @Override
        public void columns(List<ResultColumn> reported) {
            if (reported.size() != columns.size())
                throw new IllegalStateException("asked for " + columns.size() + " columns, got " + reported.size());
            sink.columns(columns);
        }

        @Override
        public boolean row(@Nullable Object[] values) {
            if (count == mostRows) {
                truncated = true;
                return false;
            }
            count++;
            sink.row(values);
            return true;
        }
    }

    /// Keeps an answer in memory.
    static final class Gathered implements AnswerSink {
        private List<Column> columns = List.of();
        private final List<List<@Nullable Object>> rows = new ArrayList<>();
        private @Nullable Answer answer;

        @Override
        public void columns(List<Column> asked) {
            columns = asked;
        }

        @Override
        public void row(@Nullable Object[] values) {
            rows.add(Collections.unmodifiableList(Arrays.asList(values.clone())));
        }

        @Override
        public void end(boolean truncated, Receipt receipt) {
            answer = new Answer(columns, List.copyOf(rows), truncated, receipt);
        }

        Answer answer() {
            if (answer == null) throw new IllegalStateException("the answer has not ended");
            return answer;
        }
    }
}
