package io.datachat.apex.audit;

import io.datachat.apex.answer.AnswerSink;
import io.datachat.apex.audit.Outcome.Result;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Stands around everything that asks a database for a person: the intent before it, the outcome after it, and no
/// answer without both.
public final class Recording {
    private final Audit audit;

    public Recording(Audit audit) {
        this.audit = audit;
    }

    /// Asks a question whose answer goes into `sink`. Its last row and its end are given out when the outcome is
    /// kept.
    public void answering(Supplier<Intent> asked, AnswerSink sink, Consumer<AnswerSink> question) {
        if (audit == Audit.NONE) {
            question.accept(sink);
            return;
        }
        var intent = asked.get();
        var begun = audit.begin(intent);
        var started = System.nanoTime();
        var held = new Held(
                sink,
                intent.zone(),
                (truncated, rows, hash) -> begun.end(
                        new Outcome(truncated ? Result.TRUNCATED : Result.ANSWERED, rows, hash, since(started), null)));
        try {
            question.accept(held);
        } catch (RuntimeException | Error failure) {
            if (!held.ended()) failed(begun, failure, held.rows(), held.hash(), since(started));
            throw failure;
        }
    }

    /// Does something whose result is no answer.
    public <T> T doing(Intent intent, Supplier<T> work, ToLongFunction<T> rows) {
        var begun = audit.begin(intent);
        var started = System.nanoTime();
        T done;
        try {
            done = work.get();
        } catch (RuntimeException | Error failure) {
            failed(begun, failure, 0, null, since(started));
            throw failure;
        }
        begun.end(new Outcome(Result.ANSWERED, rows.applyAsLong(done), null, since(started), null));
        return done;
    }

    /// A question that compiled and will not run.
    public void dryRun(Supplier<Intent> intent) {
        if (audit != Audit.NONE) audit.note(intent.get());
    }

    /// Compiles; what is refused leaves its two records like what runs.
    public <T> T compiling(Supplier<Intent> intent, Supplier<T> compilation) {
        try {
            return compilation.get();
        } catch (Rejection refused) {
            if (audit != Audit.NONE) {
                var begun = audit.begin(intent.get());
                begun.end(new Outcome(Result.REFUSED, 0, null, Duration.ZERO, code(refused)));
            }
            throw refused;
        }
    }

    /// The failure is what the person must learn; that its record failed too is added to it.
    private static void failed(Audit.Begun begun, Throwable failure, long rows, @Nullable String hash, Duration took) {
        try {
            begun.end(new Outcome(result(failure), rows, hash, took, code(failure)));
        } catch (RuntimeException unwritten) {
            failure.addSuppressed(unwritten);
        }
    }

    private static Result result(Throwable failure) {
        if (!(failure instanceof Rejection rejection)) return Result.FAILED;
        var code = rejection.problems().getFirst().code();
        if (code == WarehouseCode.CANCELLED) return Result.CANCELLED;
        return code == WarehouseCode.TIMED_OUT ? Result.TIMED_OUT : Result.FAILED;
    }

    private static @Nullable String code(Throwable failure) {
        return failure instanceof Rejection rejection
                ? rejection.problems().getFirst().code().id()
                : null;
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
