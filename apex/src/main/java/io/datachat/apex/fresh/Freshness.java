package io.datachat.apex.fresh;

import io.datachat.apex.fresh.ViewStatus.State;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.Project.Database;
import io.datachat.apex.warehouse.Warehouses;
import io.datachat.apex.warehouse.fresh.Line;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The materialized views that a project keeps fresh. Nothing connects before it is asked to. Safe for use by many
/// threads.
public final class Freshness implements AutoCloseable {
    private final Project project;
    private final Station.Surroundings around;
    private final TriggerScript.Keys keys;
    private @Nullable List<Station> stations;

    /// @param acts      stands around every refresh
    /// @param refreshed is told of each view whose rows are new
    public Freshness(
            Project project,
            Station.Acts acts,
            Station.Refreshed refreshed,
            TriggerScript.Keys keys,
            InstantSource clock) {
        this.project = project;
        this.around = new Station.Surroundings(acts, refreshed, clock);
        this.keys = keys;
    }

    /// From now on the views are kept by these, one for each database, as long as each is given a thread.
    public synchronized List<Station> stations() {
        var known = stations;
        if (known == null) {
            known = kept().map(this::station).toList();
            stations = known;
        }
        return known;
    }

    private Station station(Database database) {
        var refresh = Objects.requireNonNull(database.refresh());
        return new Station(database, refresh, lines(database), around);
    }

    private Stream<Database> kept() {
        return project.databases().stream().filter(database -> database.refresh() != null);
    }

    private static Supplier<Line> lines(Database database) {
        var refresh = Objects.requireNonNull(database.refresh());
        return () -> Warehouses.line(database, refresh);
    }

    /// How fresh each view is; where nobody listens, what would be listened to.
    public List<ViewStatus> status() {
        var known = listening();
        if (known != null)
            return known.stream().flatMap(each -> each.status().stream()).toList();
        return kept().flatMap(database -> looked(database).stream()).toList();
    }

    private synchronized @Nullable List<Station> listening() {
        return stations;
    }

    private static List<ViewStatus> looked(Database database) {
        try {
            return targets(database).stream()
                    .map(target -> target.problem() == null
                            ? Telling.status(database.name(), target, State.OFF, off(target))
                            : Telling.status(
                                    database.name(),
                                    target,
                                    State.REFUSED,
                                    target.problem().line()))
                    .toList();
        } catch (Rejection away) {
            var why = away.problems().getFirst().message();
            return Objects.requireNonNull(database.refresh()).views().stream()
                    .map(view -> Telling.status(database.name(), Target.unseen(view), State.AWAY, why))
                    .toList();
        }
    }

    private static String off(Target target) {
        var off = "no server of the project runs";
        return target.silent().isEmpty() ? off : off + "; " + Telling.silence(target);
    }

    private static List<Target> targets(Database database) {
        try (var line = lines(database).get()) {
            return Target.of(database, Objects.requireNonNull(database.refresh()), Ground.read(line));
        }
    }

    /// What would let the tables of each database tell of their changes; empty when nothing is to be kept fresh.
    ///
    /// @throws Rejection when it is not known which tables
    public List<TriggerScript> drafts() {
        return kept().map(this::draft).toList();
    }

    private TriggerScript draft(Database database) {
        var targets = targets(database);
        Rejection.unlessEmpty(targets.stream()
                .flatMap(target -> Stream.ofNullable(target.problem()))
                .filter(problem -> problem.code() != FreshCode.NO_UNIQUE_INDEX && problem.code() != FreshCode.NOT_OWNER)
                .toList());
        return TriggerScript.of(database, targets, keys);
    }

    @Override
    public void close() {
        var known = listening();
        if (known != null) known.forEach(Station::close);
    }
}
