package io.datachat.apex.plan.lift.form;

import io.datachat.apex.time.Grain;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnitRange;

/// Units of `date_trunc` as grains.
public final class Buckets {
    private Buckets() {}

    static Optional<Grain> grain(TimeUnitRange unit) {
        return switch (unit) {
            case SECOND -> Optional.of(Grain.SECOND);
            case MINUTE -> Optional.of(Grain.MINUTE);
            case HOUR -> Optional.of(Grain.HOUR);
            case DAY -> Optional.of(Grain.DAY);
            case WEEK -> Optional.of(Grain.WEEK);
            case MONTH -> Optional.of(Grain.MONTH);
            case QUARTER -> Optional.of(Grain.QUARTER);
            case YEAR -> Optional.of(Grain.YEAR);
            default -> Optional.empty();
        };
    }

    /// By the unit's name in lower case.
    public static Optional<Grain> named(String unit) {
        for (var range : TimeUnitRange.values()) if (range.name().equalsIgnoreCase(unit)) return grain(range);
        return Optional.empty();
    }

    static boolean daily(Grain grain) {
        return grain.compareTo(Grain.DAY) >= 0;
    }
}
