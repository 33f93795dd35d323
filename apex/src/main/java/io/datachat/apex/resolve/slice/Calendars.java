package io.datachat.apex.resolve.slice;

import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.resolve.asked.ResolvedQuery.Custom;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.time.Almanac;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.TimeCut;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The calendars of a database: tables of moments, and the periods of one's own that they hold.
public final class Calendars {
    private final List<BoundEntity> known;
    private final List<Problem> problems;
    private final Almanac almanac;

    public Calendars(Model model, @Nullable String database, List<Problem> problems) {
        this.known = model.entities().values().stream()
                .filter(entity -> entity.calendar() != null)
                .filter(entity -> database == null || entity.database().equals(database))
                .toList();
        this.almanac = model.almanac();
        this.problems = problems;
    }

    /// The table that holds exactly the moments of a clock.
    @Nullable
    public BoundEntity of(Grain clock) {
        for (var entity : known)
            if (entity.calendar() != null && entity.calendar().grain() == clock) return entity;
        return null;
    }

    /// Where no fiscal year is declared, the calendar's table may have one.
    public static MetricQuery named(Model model, MetricQuery query) {
        var cuts = Stream.concat(
                Stream.ofNullable(query.grain()),
                query.dimensions().stream().flatMap(dimension -> Stream.ofNullable(dimension.grain())));
        if (cuts.noneMatch(cut -> cut instanceof Grain grain && !model.almanac().knows(grain))) return query;
        var home = query.metrics().isEmpty()
                ? null
                : model.metrics().get(query.metrics().getFirst());
        var calendars = new Calendars(model, home == null ? query.targetDatabase() : home.database(), List.of());
        return query.cut(cut -> cut instanceof Grain grain && grain.fiscal() && calendars.find(grain.word()) != null
                ? new TimeCut.Custom(grain.word())
                : cut);
    }

    /// Notes a fiscal grain where nothing tells when it begins, or two things do.
    boolean declared(Grain grain) {
        if (!almanac.knows(grain)) {
            problems.add(Problem.of(
                            ResolveCode.GRAIN_MISFIT, "no fiscal year is declared, so there is no " + grain.word())
                    .hint("write 'fiscal_year_starts: february' under 'time:' in datachat.yaml, or group by a column "
                            + grain.word() + " of the calendar's table"));
            return false;
        }
        var column = grain.fiscal() ? find(grain.word()) : null;
        if (column == null) return true;
        problems.add(Problem.of(
                        ResolveCode.GRAIN_MISFIT,
                        "'" + grain.word() + "' has two meanings: datachat.yaml declares it, and it is a period of the"
                                + " calendar " + column.calendar().id())
                .hint("give the calendar's period another name, or leave fiscal_year_starts out"));
        return false;
    }

    /// @return null for a cut that needs no calendar, and when there is no such period, which is noted
    @Nullable
    Custom period(TimeCut cut) {
        if (cut instanceof Grain grain) declared(grain);
        if (!(cut instanceof TimeCut.Custom(String word))) return null;
        var found = find(word);
        if (found == null) {
            List<String> names = new ArrayList<>(TimeCut.words());
            for (var entity : known)
                if (entity.calendar() != null)
                    names.addAll(entity.calendar().periods().keySet());
            problems.add(Problem.of(ResolveCode.GRAIN_MISFIT, "unknown grain '" + word + "'")
                    .choices(Nearest.of(word, names, 3))
                    .hint("it is one of " + String.join(", ", names)));
        }
        return found;
    }

    /// The period of this name, if a calendar has it.
    @Nullable
    Custom find(String word) {
        for (var entity : known) {
            var calendar = entity.calendar();
            if (calendar == null) continue;
            var column = calendar.periods().get(word);
            if (column != null) return new Custom(entity, column);
        }
        return null;
    }
}
