package io.datachat.tests.differential;

import io.datachat.tests.differential.Engine.Outcome;
import io.datachat.tests.evaluator.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an outcome is worth beside the truth.
sealed interface Verdict {
    record Right() implements Verdict {}

    /// An answerable question was refused.
    record Refusal(String why) implements Verdict {}

    record Wrong(String how) implements Verdict {}

    static Verdict of(Truth truth, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Broke(String sql, String why) -> new Wrong("broke: " + why + "\n" + sql);
            case Outcome.Refused refused -> truth instanceof Truth.Refusal ? new Right() : new Refusal(refused.text());
            case Outcome.Answered(String sql, var rows) ->
                switch (truth) {
                    case Truth.Refusal(String reason) ->
                        new Wrong("answered although " + reason + "\n" + sql + "\n  got " + rows);
                    case Truth.Answer answer ->
                        difference(answer, rows)
                                .<Verdict>map(how -> new Wrong(
                                        how + "\n" + sql + "\n  right " + answer.rows() + "\n  got   " + rows))
                                .orElseGet(Right::new);
                };
        };
    }

    private static Optional<String> difference(Truth.Answer right, List<List<@Nullable Object>> got) {
        var size = right.limit() == null
                ? right.rows().size()
                : Math.min(right.limit(), right.rows().size());
        if (got.size() != size) return Optional.of(got.size() + " rows instead of " + size);
        var left = new ArrayList<>(right.rows());
        for (var row : got) {
            var found = -1;
            for (var at = 0; at < left.size() && found < 0; at++) if (same(right, left.get(at), row)) found = at;
            if (found < 0) return Optional.of("unexpected row " + row);
            left.remove(found);
        }
        for (var at = 1; at < got.size(); at++) {
            if (inverted(right, got.get(at - 1), got.get(at))) return Optional.of("row " + at + " is out of order");
        }
        if (!got.isEmpty()) {
            for (var cut : left) {
                if (inverted(right, got.getLast(), cut))
                    return Optional.of("the limit kept the wrong rows: not " + cut);
            }
        }
        return Optional.empty();
    }

    private static boolean same(Truth.Answer right, List<@Nullable Object> wanted, List<@Nullable Object> got) {
        if (wanted.size() != got.size()) return false;
        for (var at = 0; at < wanted.size(); at++) {
            if (!Cells.same(wanted.get(at), got.get(at), right.exact().get(at))) return false;
        }
        return true;
    }

    /// Whether the second row must stand before the first; doubles that nearly tie may stand either way.
    private static boolean inverted(Truth.Answer right, List<@Nullable Object> first, List<@Nullable Object> second) {
        for (var key : right.order()) {
            var one = first.get(key.column());
            var two = second.get(key.column());
            if (one == null || two == null) {
                if (one == two) continue;
                return one == null;
            }
            if (one instanceof Number x
                    && two instanceof Number y
                    && !right.exact().get(key.column())) {
                if (x.doubleValue() != y.doubleValue() && Cells.near(x.doubleValue(), y.doubleValue())) return false;
            }
            var compared = io.datachat.tests.evaluator.Values.compare(one, two);
            if (compared != 0) return key.descending() ? compared < 0 : compared > 0;
        }
        return false;
    }
}
