package io.datachat.apex.draft;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.read.text.ReadCode;
import io.datachat.apex.render.Executable;
import io.datachat.apex.render.Executable.Bind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/// Values as SQL: a file has no parameters.
final class Literals {
    private Literals() {}

    /// The text with each `?` outside of quotes replaced by its value.
    static String inlined(Executable sql) {
        var text = sql.text();
        var out = new StringBuilder();
        var binds = sql.binds().iterator();
        for (var i = 0; i < text.length(); i++) {
            var sign = text.charAt(i);
            if (sign == '\'' || sign == '"') {
                var end = text.indexOf(sign, i + 1);
                if (end < 0) throw new IllegalStateException("a quote is not closed");
                out.append(text, i, end + 1);
                i = end;
            } else if (sign == '?') out.append(literal(binds.next()));
            else out.append(sign);
        }
        if (binds.hasNext()) throw new IllegalStateException("more values than places");
        return out.toString();
    }

    private static String literal(Bind bind) {
        return switch (bind.value()) {
            case null -> "NULL";
            case Boolean yes -> yes ? "TRUE" : "FALSE";
            case Long number -> number < 0 ? "(" + number + ")" : number.toString();
            case BigDecimal number -> number.signum() < 0 ? "(" + number.toPlainString() + ")" : number.toPlainString();
            case Double number -> "CAST('" + number + "' AS DOUBLE PRECISION)";
            case LocalDate day -> "DATE '" + day + "'";
            case LocalDateTime moment -> "TIMESTAMP '" + moment + "'";
            case Instant moment -> "TIMESTAMP WITH TIME ZONE '" + moment + "'";
            case Object other -> text(other.toString());
        };
    }

    static String text(String value) {
        if (value.indexOf('\0') >= 0)
            throw new Rejection(Problem.of(ReadCode.BAD_VALUE, "a text with the character 0 cannot be written down"));
        return "'" + value.replace("'", "''") + "'";
    }

    static String orNull(@Nullable String value) {
        return value == null ? "NULL" : text(value);
    }
}
