package io.datachat.apex.check.rows;

import com.google.common.math.LongMath;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.check.rows.Expected.Data;
import io.datachat.apex.check.rows.Expected.Time;
import io.datachat.apex.datapoint.DataPoint;
import io.datachat.apex.resolve.asked.ResolvedQuery;
import io.datachat.apex.resolve.asked.ResolvedQuery.Cut;
import io.datachat.apex.resolve.asked.ResolvedQuery.Fact;
import io.datachat.apex.resolve.asked.ResolvedQuery.Sight;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.BoundExpression;
import io.datachat.apex.resolve.model.Model;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexInputRef;
import org.jspecify.annotations.Nullable;

/// What the catalog and the profile tell of a question's groups and of the time of its rows.
final class Bounds {
    /// What was measured may have grown since.
    private static final long GROWN = 2;

    private static final long TRUTH_VALUES = 3;

    private Bounds() {}

    record Groups(long rows, String why) {}

    /// How many groups there can be: the product of what each dimension can be. Empty when one can be anything.
    static Optional<Groups> groups(ResolvedQuery asked, Model model) {
        if (asked.axes().isEmpty() || asked.top() != null || asked.facts().isEmpty()) return Optional.empty();
        var product = 1L;
        List<String> why = new ArrayList<>();
        for (var i = 0; i < asked.axes().size(); i++) {
            var most = 0L;
            for (var fact : asked.facts()) {
                if (fact.cuts().size() != asked.axes().size()) return Optional.empty();
                most = Math.max(most, values(fact.cuts().get(i), fact, model));
            }
            if (most == Long.MAX_VALUE) return Optional.empty();
            product = LongMath.saturatedMultiply(product, most);
            why.add(asked.axes().get(i).column() + " has at most " + most + " values");
        }
        return Optional.of(new Groups(product, "at most " + product + ": " + String.join(", ", why)));
    }

    private static long values(Cut cut, Fact fact, Model model) {
        if (cut.cut() != null) return Long.MAX_VALUE;
        if (cut.expression().type() == Simple.BOOLEAN) return TRUTH_VALUES;
        var column = column(cut.expression(), fact.entity(), model);
        if (column == null) return Long.MAX_VALUE;
        if (column.labelled()) return column.enumValues().size() + 1L;
        var measured = column.statistics();
        return measured == null || !measured.exact() || measured.distinct() == 0
                ? Long.MAX_VALUE
                : GROWN * (measured.distinct() + 1);
    }

    /// The column that an expression is; null when it computes something.
    private static Table.@Nullable Column column(BoundExpression expression, BoundEntity from, Model model) {
        if (!(expression.rex() instanceof RexInputRef) || expression.columns().size() != 1) return null;
        var at = expression.columns().getFirst();
        if (at.ordinal() < 0 || at.path().stream().anyMatch(step -> step.metric() != null)) return null;
        var table = at.path().isEmpty()
                ? from.table()
                : model.entity(at.path().getLast().to()).table();
        return at.ordinal() < table.columns().size() ? table.columns().get(at.ordinal()) : null;
    }

    static @Nullable Time time(ResolvedQuery asked) {
        for (var i = 0; i < asked.axes().size(); i++) {
            var grain = asked.axes().get(i).grain();
            if (asked.axes().get(i).time() && grain != null) return new Time(i, grain);
        }
        return null;
    }

    /// Only of questions that leave out no row of their period.
    static @Nullable Data data(ResolvedQuery asked, Model model) {
        if (asked.facts().size() != 1 || asked.top() != null || !asked.parts().isEmpty()) return null;
        var fact = asked.facts().getFirst();
        var whole = fact.conditions().isEmpty()
                && fact.sight() instanceof Sight.Own
                && fact.measures().stream()
                        .allMatch(measure -> measure.filters().isEmpty()
                                && measure.snapshot() == null
                                && measure.conversion() == null);
        var time = fact.time();
        if (!whole || time == null || !time.columns().getFirst().path().isEmpty()) return null;
        var column = column(time, fact.entity(), model);
        var measured = column == null ? null : column.statistics();
        if (measured == null) return null;
        var zone = zone(fact.entity().definition());
        var first = local(measured.min(), zone);
        var last = local(measured.max(), zone);
        return first == null || last == null
                ? null
                : new Data(
                        fact.entity().table().name().toString(),
                        first,
                        last,
                        fact.entity().table().rows());
    }

    private static ZoneId zone(DataPoint.Entity entity) {
        return ZoneId.of(entity.timeZone() == null ? "UTC" : entity.timeZone());
    }

    private static @Nullable LocalDateTime local(@Nullable String text, ZoneId zone) {
        if (text == null) return null;
        try {
            if (text.endsWith("Z")) return LocalDateTime.ofInstant(Instant.parse(text), zone);
            return text.contains("T")
                    ? LocalDateTime.parse(text)
                    : LocalDate.parse(text).atStartOfDay();
        } catch (DateTimeException other) {
            return null;
        }
    }
}
