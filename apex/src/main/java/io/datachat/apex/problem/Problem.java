package io.datachat.apex.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something wrong with an input, told so that its author can mend it.
///
/// @param code    the kind of problem; documented in docs/errors.md
/// @param message what is wrong, in one sentence, naming the thing asked for
/// @param place   where in the author's text, if the input was text
/// @param hint    what to do
/// @param choices the nearest valid values, best first; empty when there are none to offer
public record Problem(
        ProblemCode code,
        String message,
        @Nullable Place place,
        @Nullable String hint,
        List<String> choices) {
    public Problem {
        choices = List.copyOf(choices);
    }

    public static Problem of(ProblemCode code, String message) {
        return new Problem(code, message, null, null, List.of());
    }

    public Problem at(@Nullable Place where) {
        return new Problem(code, message, where, hint, choices);
    }

    public Problem hint(String whatToDo) {
        return new Problem(code, message, place, whatToDo, choices);
    }

    public Problem choices(List<String> nearest) {
        return new Problem(code, message, place, hint, nearest);
    }

    /// One line for a terminal or a log: `orders.yaml:3:7: unknown key 'agregation' [DP102]; did you mean …`.
    public String line() {
        var text = new StringBuilder();
        if (place != null) text.append(place).append(": ");
        text.append(message).append(" [").append(code.id()).append(']');
        if (!choices.isEmpty())
            text.append("; did you mean ").append(String.join(", ", choices)).append('?');
        if (hint != null) text.append("; ").append(hint);
        return text.toString();
    }
}
