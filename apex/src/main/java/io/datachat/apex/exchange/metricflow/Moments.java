package io.datachat.apex.exchange.metricflow;

import io.datachat.apex.exchange.ledger.Tables;
import io.datachat.apex.exchange.metricflow.text.Semantics.Dimension;
import io.datachat.apex.exchange.metricflow.text.Semantics.Model;
import io.datachat.apex.time.Grain;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Columns of time as the semantic models mean them: at the grain that was declared, and as times even where the table
/// holds text.
final class Moments {
    private final Tables tables;

    Moments(Tables tables) {
        this.tables = tables;
    }

    static Optional<Grain> grain(String word) {
        return Arrays.stream(Grain.values())
                .filter(grain -> !grain.fiscal())
                .filter(grain -> grain.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    static Grain natural(@Nullable Dimension time) {
        return time == null || time.grain() == null
                ? Grain.DAY
                : grain(time.grain()).orElse(Grain.SECOND);
    }

    /// A dimension's expression. Only what is coarser than a day is cut: that is where a column may hold finer
    /// times than were declared and nobody can ask for them.
    String of(Model model, Dimension dimension) {
        var expression = dimension.expression();
        if (!dimension.time()) return expression;
        var text = text(model, expression) ? "cast(" + expression + " as timestamp)" : expression;
        var grain = natural(dimension);
        return grain.compareTo(Grain.DAY) <= 0 ? text : "date_trunc('" + grain.word() + "', " + text + ")";
    }

    boolean text(Model model, String expression) {
        return JoinGraph.column(expression)
                && tables.type(model.table(), JoinGraph.bare(expression))
                        .orElse("")
                        .equals("text");
    }
}
