package io.datachat.apex.read;

import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.text.ReadCode;
import io.datachat.apex.read.text.SqlText;
import java.util.function.Supplier;

/// Turns an exhausted stack into a problem. The caps of the lexer keep honest queries far from it; this is the net below.
final class Depth {
    private Depth() {}

    static <T> T guarded(SqlText text, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (StackOverflowError error) {
            throw new Rejection(io.datachat.apex.problem.Problem.of(
                            ReadCode.TOO_LARGE, "the text is nested too deeply or chains too many conditions")
                    .at(text.whole()));
        }
    }
}
