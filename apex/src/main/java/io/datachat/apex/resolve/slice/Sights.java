package io.datachat.apex.resolve.slice;

import io.datachat.apex.catalog.DataType;
import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.resolve.asked.ResolvedQuery.Sight;
import io.datachat.apex.resolve.model.BoundMeasure;
import io.datachat.apex.resolve.model.Lens;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.time.Amount;
import io.datachat.apex.time.DatePart;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.TimeCut;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides how a measure that looks at other moments is computed: by moving its rows, or by a clock whose moments see
/// them.
public final class Sights {
    private final Calendars calendars;
    private final List<Problem> problems;

    Sights(Calendars calendars, List<Problem> problems) {
        this.calendars = calendars;
        this.problems = problems;
    }

    /// @param cuts of the axes that cut the measure's own time
    Sight of(BoundMeasure measure, DataType time, List<TimeCut> cuts) {
        var lens = measure.lens();
        if (lens.plain()) return new Sight.Own();
        if (lens.reach() instanceof Lens.Reach.Since(Grain grain)) calendars.declared(grain);
        for (var move : lens.moves()) if (move instanceof Lens.Move.StartOf(Grain grain)) calendars.declared(grain);
        if (cuts.isEmpty() && lens.moves().isEmpty() && lens.reach() instanceof Lens.Reach.Always)
            return new Sight.Own();
        var periods = periods(lens);
        if (periods != null) return periods;
        var later = later(lens, time, cuts);
        if (later != null) return later;
        var starts = lens.moves().stream().anyMatch(Lens.Move.StartOf.class::isInstance);
        if (cuts.isEmpty() || (starts && cuts.stream().noneMatch(Grain.class::isInstance)))
            problems.add(needsTime(measure));
        var clock = clock(lens, cuts);
        return new Sight.Clock(lens, clock, calendars.of(clock));
    }

    private @Nullable Sight periods(Lens lens) {
        var moved = lens.moves().stream()
                .filter(Lens.Move.BackPeriods.class::isInstance)
                .map(Lens.Move.BackPeriods.class::cast)
                .findFirst();
        if (moved.isEmpty()) return null;
        var custom = calendars.period(new TimeCut.Custom(moved.get().period()));
        if (lens.accumulates() || lens.moves().size() > 1)
            problems.add(Problem.of(
                            ResolveCode.GRAIN_MISFIT,
                            "an offset by " + moved.get().period() + " stands alone: not with another offset, not over"
                                    + " a cumulative metric")
                    .hint("offset by days, months or years instead"));
        if (custom == null || custom.calendar().calendar() == null) return new Sight.Own();
        return new Sight.LaterPeriods(
                moved.get().count(), custom, custom.calendar().calendar().grain());
    }

    private static Problem needsTime(BoundMeasure measure) {
        return Problem.of(
                        ResolveCode.NEEDS_GRAIN,
                        "'" + measure.name() + "' looks at moments, so it needs to be asked by time")
                .hint("add a grain, such as day or month");
    }

    /// Rows can be moved one by one when every one of them has exactly one moment that sees it.
    private static @Nullable Sight later(Lens lens, DataType time, List<TimeCut> cuts) {
        if (lens.accumulates()) return null;
        var months = 0;
        var length = Duration.ZERO;
        for (var move : lens.moves()) {
            if (!(move instanceof Lens.Move.Back(Amount by))) return null;
            months += by.months();
            length = length.plus(by.length());
        }
        var whole = months == 0 || cuts.stream().allMatch(Sights::wholeMonths);
        var amount = new Amount(months, length);
        if (!whole || (months > 0 && !length.isZero())) return null;
        return time == Simple.DATE && !amount.wholeDays() ? null : new Sight.Later(amount);
    }

    private static boolean wholeMonths(TimeCut cut) {
        return switch (cut) {
            case Grain grain -> grain.compareTo(Grain.MONTH) >= 0;
            case DatePart part ->
                part == DatePart.MONTH_OF_YEAR || part == DatePart.QUARTER_OF_YEAR || part == DatePart.YEAR_NUMBER;
            case TimeCut.Custom _ -> false;
        };
    }

    /// Days, or finer when something asks for finer moments.
    public static Grain clock(Lens lens, List<TimeCut> cuts) {
        var moves = lens.moves().stream().map(move -> switch (move) {
            case Lens.Move.Back(Amount by) -> finest(by);
            case Lens.Move.StartOf(Grain grain) -> grain;
            case Lens.Move.BackPeriods _ -> Grain.DAY;
        });
        var reach = switch (lens.reach()) {
            case Lens.Reach.Trailing(Amount window) -> finest(window);
            case Lens.Reach.Since(Grain grain) -> grain;
            case Lens.Reach.Same _, Lens.Reach.Always _ -> Grain.DAY;
        };
        return Stream.of(Stream.of(Grain.DAY, reach), moves, cuts.stream().map(Sights::finest))
                .flatMap(grains -> grains)
                .min(Grain::compareTo)
                .orElseThrow();
    }

    private static Grain finest(Amount amount) {
        var seconds = amount.length().toSeconds();
        if (seconds % 3600 != 0) return seconds % 60 == 0 ? Grain.MINUTE : Grain.SECOND;
        return amount.wholeDays() ? Grain.DAY : Grain.HOUR;
    }

    private static Grain finest(TimeCut cut) {
        return switch (cut) {
            case Grain grain -> grain;
            case DatePart part ->
                part == DatePart.MINUTE_OF_HOUR ? Grain.MINUTE : part == DatePart.HOUR_OF_DAY ? Grain.HOUR : Grain.DAY;
            case TimeCut.Custom _ -> Grain.DAY;
        };
    }
}
