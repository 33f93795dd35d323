package io.datachat.apex.route;

import io.datachat.apex.plan.block.AggregateBlock.Term;
import io.datachat.apex.time.Grain;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlKind;

/// Buckets of time in terms: which grain they have, and which coarser ones can be made of them.
final class Buckets {
    private Buckets() {}

    /// @param time what is cut
    record Bucket(Term time, Grain grain) {}

    /// A date made by cutting a time from day on, or a timestamp cut to hours or minutes.
    static Optional<Bucket> read(Term term) {
        var floor = term.rex().getKind() == SqlKind.CAST ? term.operands().getFirst() : term;
        if (floor.rex().getKind() != SqlKind.FLOOR || floor.operands().size() != 2) return Optional.empty();
        if (!(floor.operands().get(1).rex() instanceof RexLiteral unit)) return Optional.empty();
        var range = unit.getValueAs(TimeUnitRange.class);
        if (range == null) return Optional.empty();
        for (var grain : Grain.values())
            if (grain.name().equals(range.name().toUpperCase(Locale.ROOT)))
                return Optional.of(new Bucket(floor.operands().getFirst(), grain));
        return Optional.empty();
    }

    /// Weeks and months do not nest; everything else does.
    static boolean madeOf(Grain coarse, Grain fine) {
        return coarser(fine).contains(coarse);
    }

    private static Set<Grain> coarser(Grain fine) {
        return switch (fine) {
            case SECOND -> EnumSet.allOf(Grain.class);
            case MINUTE -> EnumSet.range(Grain.MINUTE, Grain.YEAR);
            case HOUR -> EnumSet.range(Grain.HOUR, Grain.YEAR);
            case DAY -> EnumSet.range(Grain.DAY, Grain.YEAR);
            case WEEK -> EnumSet.of(Grain.WEEK);
            case MONTH -> EnumSet.range(Grain.MONTH, Grain.YEAR);
            case QUARTER -> EnumSet.range(Grain.QUARTER, Grain.YEAR);
            case YEAR -> EnumSet.of(Grain.YEAR);
        };
    }
}
