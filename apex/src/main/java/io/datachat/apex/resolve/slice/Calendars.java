package io.datachat.apex.resolve.slice;

import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.resolve.asked.ResolvedQuery.Custom;
import io.datachat.apex.resolve.model.BoundEntity;
import io.datachat.apex.resolve.model.Model;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.apex.time.Grain;
import io.datachat.apex.time.TimeCut;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The calendars of a database: tables of moments, and the periods of one's own that they hold.
public final class Calendars {
    private final List<BoundEntity> known;
    private final List<Problem> problems;

    public Calendars(Model model, @Nullable String database, List<Problem> problems) {
        this.known = model.entities().values().stream()
                .filter(entity -> entity.calendar() != null)
                .filter(entity -> database == null || entity.database().equals(database))
                .toList();
        this.problems = problems;
    }

    /// The table that holds exactly the moments of a clock.
    @Nullable
    public BoundEntity of(Grain clock) {
        for (var entity : known)
            if (entity.calendar() != null && entity.calendar().grain() == clock) return entity;
        return null;
    }

    /// @return null for a cut that needs no calendar, and when there is no such period, which is noted
    @Nullable
    Custom period(TimeCut cut) {
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
