package io.datachat.apex.route;

import io.datachat.apex.plan.block.AggregateBlock.Term;
import io.datachat.apex.time.Grain;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/// Buckets of time in terms: which grain they have, and which coarser ones can be made of them.
final class Buckets {
    private static final BigDecimal MILLIS_OF_A_DAY =
            BigDecimal.valueOf(Duration.ofDays(1).toMillis());

    private Buckets() {}

    /// @param time  what is cut
    /// @param shift by how much the time is moved before it is cut, and the bucket moved back: so weeks begin on
    /// other days, and years in other months; null when it is not
    record Bucket(Term time, Grain grain, @Nullable RexLiteral shift) {
        boolean plain() {
            return shift == null;
        }

        private boolean shiftedLike(Bucket other) {
            return shift == null ? other.shift == null : shift.equals(other.shift);
        }
    }

    /// A date made by cutting a time from day on, or a timestamp cut to hours or minutes.
    static Optional<Bucket> read(Term term) {
        var cut = term.rex().getKind() == SqlKind.CAST ? term.operands().getFirst() : term;
        return cut.rex().getKind() == SqlKind.PLUS ? shifted(cut) : floor(cut, null);
    }

    private static Optional<Bucket> floor(Term floor, @Nullable RexLiteral shift) {
        if (floor.rex().getKind() != SqlKind.FLOOR || floor.operands().size() != 2) return Optional.empty();
        if (!(floor.operands().get(1).rex() instanceof RexLiteral unit)) return Optional.empty();
        var range = unit.getValueAs(TimeUnitRange.class);
        if (range == null) return Optional.empty();
        var time = floor.operands().getFirst();
        for (var grain : Grain.values())
            if (grain.name().equals(range.name().toUpperCase(Locale.ROOT)))
                return Optional.of(
                        new Bucket(shift == null ? time : time.operands().getFirst(), grain, shift));
        return Optional.empty();
    }

    private static Optional<Bucket> shifted(Term back) {
        var floor = back.operands().getFirst();
        if (floor.rex().getKind() != SqlKind.FLOOR) return Optional.empty();
        var moved = floor.operands().getFirst();
        if (moved.rex().getKind() != SqlKind.PLUS) return Optional.empty();
        return moved.operands().get(1).rex() instanceof RexLiteral there
                        && back.operands().get(1).rex() instanceof RexLiteral home
                        && whole(there)
                        && cancel(there, home)
                ? floor(floor, there)
                : Optional.empty();
    }

    /// Whether it is made of whole months or whole days.
    private static boolean whole(RexLiteral interval) {
        var amount = interval.getValueAs(BigDecimal.class);
        return amount != null
                && (months(interval)
                        || (SqlTypeUtil.isInterval(interval.getType())
                                && amount.remainder(MILLIS_OF_A_DAY).signum() == 0));
    }

    private static boolean months(RexLiteral interval) {
        return SqlTypeFamily.INTERVAL_YEAR_MONTH.contains(interval.getType());
    }

    private static boolean cancel(RexLiteral there, RexLiteral home) {
        var one = there.getValueAs(BigDecimal.class);
        var other = home.getValueAs(BigDecimal.class);
        return one != null
                && other != null
                && months(there) == months(home)
                && one.add(other).signum() == 0;
    }

    /// Weeks and months do not nest, nor do years that begin in different months; everything else does.
    static boolean madeOf(Bucket coarse, Bucket fine) {
        if (!coarser(fine.grain()).contains(coarse.grain())) return false;
        if (coarse.shiftedLike(fine)) return true;
        if (coarse.shift() == null || fine.shift() != null) return false;
        return fine.grain().compareTo(Grain.DAY) <= 0 || (fine.grain() == Grain.MONTH && months(coarse.shift()));
    }

    private static Set<Grain> coarser(Grain fine) {
        return switch (fine) {
            case SECOND, MINUTE, HOUR, DAY -> EnumSet.range(fine, Grain.YEAR);
            case WEEK -> EnumSet.of(Grain.WEEK);
            case MONTH -> EnumSet.range(Grain.MONTH, Grain.YEAR);
            case QUARTER -> EnumSet.of(Grain.QUARTER, Grain.YEAR);
            case YEAR -> EnumSet.of(Grain.YEAR);
            case FISCAL_QUARTER, FISCAL_YEAR -> EnumSet.noneOf(Grain.class);
        };
    }
}
