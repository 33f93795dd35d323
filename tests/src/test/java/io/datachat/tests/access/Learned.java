package io.datachat.tests.access;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.Answer;
import io.datachat.apex.answer.request.MetricRequestReader;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.SqlQuery;
import io.datachat.tests.differential.Cells;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything that a person learns from asking: columns, rows, the receipt with its SQL and values, or the words of a
/// refusal.
///
/// @param found the rows
/// @param text  all of it, the same when nobody could tell two of them apart
record Learned(boolean answered, List<String> found, String text) {
    int rows() {
        return found.size();
    }

    /// The rows alone, or the refusal.
    String table() {
        return answered ? String.join("\n", found) : text;
    }

    /// Whether there is a value in it.
    boolean shows() {
        return found.stream()
                .anyMatch(row -> !row.replace("NULL", "").replace(" | ", "").isBlank());
    }

    static Learned sql(Apex apex, Asking asking, String sql) {
        return of(() -> apex.answer(SqlQuery.of(sql), asking));
    }

    /// @param json a metric request
    static Learned metric(Apex apex, Asking asking, String json) {
        return of(() -> apex.answer(
                MetricRequestReader.read(json.getBytes(StandardCharsets.UTF_8)).query(), asking));
    }

    /// What of it is not in another.
    String beside(Learned other) {
        var known = new HashSet<>(other.text.lines().toList());
        return text.lines().filter(line -> !known.contains(line)).collect(Collectors.joining("\n"));
    }

    private interface Asked {
        Answer answer();
    }

    private static Learned of(Asked asked) {
        try {
            var answer = asked.answer();
            var receipt = answer.receipt();
            var rows = answer.rows().stream().map(Learned::row).sorted().toList();
            return new Learned(
                    true,
                    rows,
                    answer.columns() + "\n" + String.join("\n", rows) + "\n" + answer.truncated() + "\n"
                            + receipt.sql() + "\n" + receipt.binds() + receipt.notes() + receipt.grain()
                            + receipt.definitions() + receipt.route() + receipt.confidence() + receipt.partial()
                            + receipt.fingerprint());
        } catch (Rejection refused) {
            return new Learned(
                    false,
                    List.of(),
                    refused.problems().stream().map(Problem::line).collect(Collectors.joining("\n")));
        }
    }

    static String row(List<@Nullable Object> row) {
        return row.stream().map(Learned::cell).collect(Collectors.joining(" | "));
    }

    private static String cell(@Nullable Object value) {
        return switch (Cells.plain(value)) {
            case null -> "NULL";
            case BigDecimal exact ->
                exact.round(new MathContext(10)).stripTrailingZeros().toPlainString();
            case Double floating ->
                new BigDecimal(floating)
                        .round(new MathContext(10))
                        .stripTrailingZeros()
                        .toPlainString();
            case Object other -> other.toString();
        };
    }
}
