package io.datachat.tests.evaluator;

import io.datachat.apex.time.DatePart;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.TimeCut;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How a lens is looked through for given time axes (docs/values.md section 10).
sealed interface Sight {
    /// Each row stands at its own time.
    record Own() implements Sight {}

    /// All rows up to the end.
    record Everything() implements Sight {}

    /// Each row moves alone.
    record Later(Distance by) implements Sight {}

    /// Moments see rows.
    record Clock(Grain tick) implements Sight {}

    /// @param cuts of the time axes
    /// @param date whether times are dates
    static Sight of(Lens lens, List<TimeCut> cuts, boolean date) {
        if (lens.plain()) return new Own();
        if (cuts.isEmpty() && lens.moves().isEmpty() && lens.reach() instanceof Lens.Reach.Always)
            return new Everything();
        var sum = sum(lens);
        if (sum.size() == 1
                && !lens.accumulates()
                && (sum.getFirst().months() == 0
                        || (sum.getFirst().length().isZero() && cuts.stream().allMatch(Sight::wholeMonths)))
                && (!date || sum.getFirst().wholeDays())) return new Later(sum.getFirst());
        if (cuts.isEmpty() || (lens.starts() && cuts.stream().noneMatch(Grain.class::isInstance)))
            throw new Unanswerable("a view of other moments needs time");
        return new Clock(clock(lens, cuts));
    }

    /// All moves as one, if all go back.
    private static List<Distance> sum(Lens lens) {
        if (lens.moves().isEmpty() || lens.starts()) return List.of();
        var sum = new Distance(0, java.time.Duration.ZERO);
        for (var move : lens.moves()) if (move instanceof Lens.Move.Back(Distance by)) sum = sum.and(by);
        return List.of(sum);
    }

    private static boolean wholeMonths(TimeCut cut) {
        return switch (cut) {
            case Grain grain -> grain.compareTo(Grain.MONTH) >= 0;
            case DatePart part ->
                List.of(DatePart.MONTH_OF_YEAR, DatePart.QUARTER_OF_YEAR, DatePart.YEAR_NUMBER)
                        .contains(part);
            case TimeCut.Custom _ -> false;
        };
    }

    static Grain clock(Lens lens, List<TimeCut> cuts) {
        var moves = lens.moves().stream().map(move -> switch (move) {
            case Lens.Move.Back(Distance by) -> finest(by);
            case Lens.Move.StartOf(Grain grain) -> grain;
        });
        var reach = switch (lens.reach()) {
            case Lens.Reach.Trailing(Distance window) -> finest(window);
            case Lens.Reach.Since(Grain grain) -> grain;
            case Lens.Reach.Same _, Lens.Reach.Always _ -> Grain.DAY;
        };
        return Stream.of(Stream.of(Grain.DAY, reach), moves, cuts.stream().map(Buckets::finest))
                .flatMap(grains -> grains)
                .min(Grain::compareTo)
                .orElseThrow();
    }

    private static Grain finest(Distance distance) {
        var seconds = distance.length().toSeconds();
        if (seconds % 60 != 0) return Grain.SECOND;
        if (seconds % 3600 != 0) return Grain.MINUTE;
        return distance.wholeDays() ? Grain.DAY : Grain.HOUR;
    }

    static LocalDateTime next(LocalDateTime tick, Grain clock) {
        return switch (clock) {
            case SECOND -> tick.plusSeconds(1);
            case MINUTE -> tick.plusMinutes(1);
            case HOUR -> tick.plusHours(1);
            case DAY, WEEK, MONTH, QUARTER, YEAR, FISCAL_QUARTER, FISCAL_YEAR -> tick.plusDays(1);
        };
    }

    /// Every tick in a window that lacks no end.
    static List<LocalDateTime> ticks(LocalDateTime from, LocalDateTime end, Grain clock) {
        var ticks = new ArrayList<LocalDateTime>();
        for (var at = from; at.isBefore(end); at = next(at, clock)) ticks.add(at);
        return ticks;
    }
}
