package io.datachat.apex.read;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.lex.Lexer;
import io.datachat.apex.read.text.ReadCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Reads long or deeply nested texts on a thread with a large stack: parser, validator and converter recurse.
///
/// A thread costs a tenth of a millisecond, so ordinary texts stay where they are. What exhausts even the large stack
/// is a problem.
final class Depth {
    private static final long STACK = 64L << 20;

    private Depth() {}

    static <T> T guarded(Lexer lexer, Supplier<T> reading) {
        try {
            return lexer.large() ? aside(reading) : reading.get();
        } catch (StackOverflowError error) {
            throw new Rejection(
                    Problem.of(ReadCode.TOO_LARGE, "the text is nested too deeply or chains too many conditions")
                            .at(lexer.source().whole()));
        }
    }

    private static <T> T aside(Supplier<T> reading) {
        var result = new CompletableFuture<T>();
        new Thread(null, () -> result.completeAsync(reading, Runnable::run), "read-large", STACK).start();
        try {
            return result.join();
        } catch (CompletionException exception) {
            if (exception.getCause() instanceof RuntimeException cause) throw cause;
            if (exception.getCause() instanceof Error cause) throw cause;
            throw exception;
        }
    }
}
