package io.datachat.apex;

import io.datachat.apex.Observing.Asked;
import io.datachat.apex.answer.Answer;
import io.datachat.apex.answer.AnswerSink;
import io.datachat.apex.answer.Receipt;
import io.datachat.apex.board.Running;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.check.rows.Watch;
import io.datachat.apex.monitor.advice.Plans;
import io.datachat.apex.project.Project.Limits;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.render.Executable;
import io.datachat.apex.render.Executable.Column;
import io.datachat.apex.warehouse.RowSink;
import io.datachat.apex.warehouse.Warehouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A compiled question on its way to rows: its watermarks first, then the question, then a record of both.
final class Answering implements Running.Ready {
    private final Circumstances given;
    private final Asked asked;
    private final Compilation compiled;

    Answering(Circumstances given, Asked asked, Compilation compiled) {
        this.given = given;
        this.asked = asked;
        this.compiled = compiled;
    }

    /// What the questions of one generation share.
    ///
    /// @param mostRows that one answer may have
    /// @param costs    that one question may have, by database
    record Circumstances(
            Compiler compiler, Watermarks watermarks, Observing observing, int mostRows, Map<String, Long> costs) {
        Circumstances(Compiler compiler, Watermarks watermarks, Observing observing, Limits limits) {
            this(compiler, watermarks, observing, limits.rows(), limits.costs());
        }
    }

    /// How an answer came to its end.
    record Ended(long rows, boolean truncated, Duration run) {}

    /// Runs statements of one database.
    interface Statements {
        void run(Executable sql, Duration timeout, Cancellation cancellation, RowSink rows);
    }

    @Override
    public String database() {
        return compiled.sql().database();
    }

    @Override
    public @Nullable List<Table.Name> tables() {
        return compiled.sql() instanceof Executable.Verbatim ? null : compiled.tables();
    }

    @Override
    public Answer run(Warehouse.Reading reading, Asking asking) {
        var gathered = new Gathered();
        answer(reading::run, asking, gathered);
        return gathered.answer();
    }

    /// @throws io.datachat.apex.problem.Rejection when the database refuses
    void answer(Statements statements, Asking asking, AnswerSink sink) {
        given.observing().answering(asked, asking, compiled, sink, kept -> answering(statements, asking, kept));
    }

    private void answering(Statements statements, Asking asking, AnswerSink sink) {
        var most = given.costs().get(compiled.sql().database());
        if (most != null && !asking.costly()) {
            var backend = given.compiler().backend(compiled.sql().database());
            new Plans(backend, statements::run, asking)
                    .admit(compiled.sql(), most, given.compiler().governs(asking.viewer()));
        }
        var whole = completed(statements, asking);
        try {
            var ended = run(statements, whole, asking, new Limited(given.mostRows(), sink));
            given.observing().answered(asked, asking, whole.receipt(), ended);
        } catch (RuntimeException failure) {
            given.observing().failed(asked, asking, whole.receipt(), failure);
            throw failure;
        }
    }

    /// The watermarks are read before the rows: what arrives between is more than was promised, never less.
    private Compilation completed(Statements statements, Asking asking) {
        if (compiled.extent().watermarked().isEmpty()) return compiled;
        var seen = given.compiler().sees(asking.viewer());
        return compiled.reaching(given.watermarks().of(seen, compiled.extent(), source -> {
            var gathered = new Gathered();
            run(statements, given.compiler().watermark(source, asking), asking, new Limited(1, gathered));
            var rows = gathered.answer().rows();
            return rows.isEmpty() ? null : rows.getFirst().getLast();
        }));
    }

    /// @param mostRows the sink gets
    record Limited(int mostRows, AnswerSink sink) {}

    /// Runs a compiled question and hands its rows on; nothing is remembered of it.
    static Ended run(Statements statements, Compilation compiled, Asking asking, Limited limited) {
        var started = System.nanoTime();
        var rows = new Rows(compiled.columns(), limited, compiled.watch());
        statements.run(compiled.sql(), asking.timeout(), asking.cancellation(), rows);
        var run = Duration.ofNanos(System.nanoTime() - started);
        var compile = compiled.receipt().timings().compile();
        var receipt = compiled.receipt().with(new Receipt.Timings(compile, run));
        limited.sink().end(rows.truncated, receipt.finding(rows.watch.findings(rows.truncated)));
        return new Ended(rows.count, rows.truncated, run);
    }

    private static final class Rows implements RowSink {
        private final List<Column> columns;
        private final Limited limited;
        private final Watch watch;
        private int count;
        private boolean truncated;

        Rows(List<Column> columns, Limited limited, Watch watch) {
            this.columns = columns;
            this.limited = limited;
            this.watch = watch;
        }

        /// The answer's columns are those that were asked for; the driver's names and types only confirm them.
        @Override
        public void columns(List<ResultColumn> reported) {
            if (reported.size() != columns.size())
                throw new IllegalStateException("asked for " + columns.size() + " columns, got " + reported.size());
            watch.columns(reported.stream().map(ResultColumn::name).toList());
            limited.sink().columns(columns);
        }

        @Override
        public boolean row(@Nullable Object[] values) {
            if (count == limited.mostRows()) {
                truncated = true;
                return false;
            }
            count++;
            watch.row(values);
            limited.sink().row(values);
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
