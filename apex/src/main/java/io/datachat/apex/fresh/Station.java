package io.datachat.apex.fresh;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.fresh.Ground.Relation;
import io.datachat.apex.fresh.ViewStatus.State;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project.Database;
import io.datachat.apex.project.Project.Refresh;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.warehouse.failure.WarehouseCode;
import io.datachat.apex.warehouse.fresh.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Listens to one database and refreshes its views, one at a time. One thread calls [#step] again and again; others may
/// read the status and close it.
public final class Station implements AutoCloseable {
    /// What is looked at again that nobody tells of: triggers, indexes, rights; and whether the connection still
    /// is.
    private static final Duration LOOK = Duration.ofSeconds(30);
    /// How soon one who stands by sees that the other server is gone.
    private static final Duration ASK_FOR_RIGHT = Duration.ofSeconds(5);

    private final Database database;
    private final Refresh refresh;
    private final Supplier<Line> lines;
    private final Surroundings around;
    private final Agenda agenda = new Agenda();
    private final Map<String, Seen> seen = new HashMap<>();
    private final Set<Table.Name> held = new HashSet<>();
    private final Cancellation closing = new Cancellation();
    private final CountDownLatch closed = new CountDownLatch(1);

    private volatile @Nullable Line line;
    private volatile boolean refreshing;
    private List<Target> targets = List.of();
    private Instant connectAt = Instant.MIN;
    private Instant lookAt = Instant.MIN;
    private Instant askAt = Instant.MIN;
    private int lost;
    private String away = "it was not reached yet";
    private volatile List<ViewStatus> status = List.of();

    /// @param acts      writes down what is refreshed, around it
    /// @param refreshed is told of each view whose rows are new, whoever refreshed it
    record Surroundings(Acts acts, Refreshed refreshed, InstantSource clock) {}

    /// Stands around every refresh.
    @FunctionalInterface
    public interface Acts {
        void refresh(String database, Table.Name view, Runnable work);
    }

    /// Told that a view shows other rows than before.
    @FunctionalInterface
    public interface Refreshed {
        void at(String database, Table.Name view, Instant when);
    }

    private static final class Seen {
        private @Nullable Instant lastChange;
        private @Nullable Instant lastRefresh;
        private @Nullable Duration took;
        private long refreshes;
        private String failure = "";
    }

    Station(Database database, Refresh refresh, Supplier<Line> lines, Surroundings around) {
        this.database = database;
        this.refresh = refresh;
        this.lines = lines;
        this.around = around;
        publish();
    }

    public String database() {
        return database.name();
    }

    public List<ViewStatus> status() {
        return status;
    }

    public boolean closed() {
        return closed.getCount() == 0;
    }

    /// Does the next thing that is due, or waits until something is.
    ///
    /// @param most how long it may wait; a refresh may take longer
    public void step(Duration most) {
        if (closed()) return;
        try {
            var current = line;
            if (current == null) connect(most);
            else listen(current, most);
        } catch (Rejection failure) {
            lost(failure.problems().getFirst().message());
        } catch (RuntimeException fault) {
            lost("a fault of DataChat: " + fault);
            throw fault;
        } finally {
            if (closed()) hangUp();
            publish();
        }
    }

    private void connect(Duration most) {
        var early = Duration.between(now(), connectAt);
        if (early.isPositive()) {
            pause(early.compareTo(most) < 0 ? early : most);
            return;
        }
        var opened = lines.get();
        line = opened;
        if (closed()) return;
        opened.listen();
        look(opened);
        lost = 0;
        away = "";
    }

    private void pause(Duration time) {
        try {
            var _ = closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    private void lost(String why) {
        hangUp();
        away = why;
        connectAt = now().plus(Agenda.wait(lost++));
    }

    private void hangUp() {
        var current = line;
        line = null;
        held.clear();
        if (current != null) current.close();
    }

    private void listen(Line current, Duration most) {
        hear(current.heard(least(most, untilNext())));
        var now = now();
        if (!now.isBefore(lookAt)) look(current);
        else if (!now.isBefore(askAt)) ask(current);
        next(now).ifPresent(target -> refresh(current, target));
    }

    private Duration untilNext() {
        var now = now();
        var times = Stream.concat(
                Stream.of(lookAt, askAt),
                targets.stream()
                        .filter(this::ours)
                        .filter(target -> !waits(target))
                        .flatMap(this::due));
        var first = times.min(Instant::compareTo).orElse(now);
        var wait = Duration.between(now, first);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Stream<Instant> due(Target target) {
        return agenda.due(target.asked()).stream();
    }

    /// The first in the order of who reads whom; none waits for one that fails.
    private Optional<Target> next(Instant now) {
        return targets.stream()
                .filter(this::ours)
                .filter(target -> due(target).anyMatch(due -> !due.isAfter(now)))
                .filter(target -> !waits(target))
                .findFirst();
    }

    /// Whether something below it will be refreshed before long.
    private boolean waits(Target target) {
        return targets.stream()
                .filter(other -> other.view() != null && target.above().contains(other.view()))
                .anyMatch(other -> waits(other)
                        || (ours(other) && agenda.due(other.asked()).isPresent() && !agenda.failing(other.asked())));
    }

    private boolean ours(Target target) {
        return target.problem() == null
                && target.view() != null
                && held.contains(target.view().name());
    }

    private void hear(List<String> told) {
        var names = new HashSet<>(told);
        if (names.isEmpty()) return;
        var now = now();
        for (var target : targets) {
            var view = target.view();
            if (view == null) continue;
            if (names.contains(view.told()) && !ours(target)) {
                seen(target).lastRefresh = now;
                agenda.begin(target.asked());
                around.refreshed().at(database.name(), view.name(), now);
            }
            if (target.tables().stream().map(Relation::told).anyMatch(names::contains)) {
                seen(target).lastChange = now;
                agenda.changed(target.asked(), now);
            }
            // The quiet time was waited for already.
            if (target.above().stream().map(Relation::told).anyMatch(names::contains)) {
                seen(target).lastChange = now;
                agenda.doubtful(target.asked(), now);
            }
        }
    }

    private void look(Line current) {
        var before = targets;
        targets = Target.of(database, refresh, Ground.read(current));
        for (var target : targets) {
            var was = before.stream()
                    .filter(other -> other.asked().equals(target.asked()))
                    .findFirst();
            // Before a table told of its changes they were not heard.
            if (was.isPresent() && differs(was.get(), target)) doubt(target);
        }
        lookAt = now().plus(LOOK);
        ask(current);
    }

    private static boolean differs(Target was, Target is) {
        if (is.problem() != null || is.view() == null) return false;
        return was.problem() != null
                || was.view() == null
                || was.view().number() != is.view().number()
                || (was.view().populated() && !is.view().populated())
                || !telling(was).equals(telling(is));
    }

    private static Set<String> telling(Target target) {
        return target.tables().stream()
                .map(table -> table.number() + " " + table.telling())
                .collect(Collectors.toSet());
    }

    private void doubt(Target target) {
        if (target.problem() == null) agenda.doubtful(target.asked(), now());
    }

    private void ask(Line current) {
        askAt = Instant.MAX;
        for (var target : targets) {
            var view = target.view();
            if (view == null || target.problem() != null || held.contains(view.name())) continue;
            if (current.hold(view.name())) {
                held.add(view.name());
                // What was told while nobody listened is lost; who had the right before may have left
                // changes undone.
                doubt(target);
            } else askAt = now().plus(ASK_FOR_RIGHT);
        }
    }

    private void refresh(Line current, Target planned) {
        var target = planned;
        // Before readers are kept waiting it must be certain that there are none.
        if (!populated(target)) {
            look(current);
            var again = targets.stream()
                    .filter(other -> other.asked().equals(planned.asked()))
                    .findFirst();
            if (again.isEmpty() || !ours(again.get())) return;
            target = again.get();
        }
        var view = target.view();
        if (view == null) return;
        var concurrently = view.populated();
        var begun = now();
        var known = seen(target);
        agenda.begin(target.asked());
        refreshing = true;
        try {
            around.acts()
                    .refresh(
                            database.name(),
                            view.name(),
                            () -> current.refresh(view.name(), concurrently, refresh.longest(), closing));
        } catch (Rejection failure) {
            var code = failure.problems().getFirst().code();
            if (!current.sound() || code == WarehouseCode.CONNECTION_LOST) throw failure;
            agenda.failed(target.asked(), now());
            known.failure = failure.problems().getFirst().line();
            lookAt = now();
            return;
        } finally {
            refreshing = false;
        }
        agenda.succeeded(target.asked());
        known.failure = "";
        known.refreshes++;
        known.took = Duration.between(begun, now());
        known.lastRefresh = now();
        if (!concurrently) lookAt = now();
        around.refreshed().at(database.name(), view.name(), now());
    }

    private static boolean populated(Target target) {
        return target.view() != null && target.view().populated();
    }

    private Seen seen(Target target) {
        return seen.computeIfAbsent(target.asked().name(), _ -> new Seen());
    }

    private Instant now() {
        return around.clock().instant();
    }

    private void publish() {
        status = targets.isEmpty()
                ? refresh.views().stream().map(this::unseen).toList()
                : targets.stream().map(this::status).toList();
    }

    private ViewStatus unseen(Refresh.View view) {
        return Telling.status(database.name(), Target.unseen(view), State.AWAY, away);
    }

    private ViewStatus status(Target target) {
        var known = seen(target);
        var state = state(target, known);
        return Telling.status(database.name(), target, state, why(target, state, known))
                .pending(known.lastChange, agenda.since(target.asked()).orElse(null))
                .refreshed(known.lastRefresh, known.took, known.refreshes);
    }

    private State state(Target target, Seen known) {
        if (target.problem() != null) return State.REFUSED;
        if (line == null) return State.AWAY;
        if (!ours(target)) return State.STANDBY;
        if (!known.failure.isEmpty()) return State.FAILING;
        if (agenda.since(target.asked()).isPresent()) return State.PENDING;
        return target.silent().isEmpty() ? State.FRESH : State.DEAF;
    }

    private String why(Target target, State state, Seen known) {
        return switch (state) {
            case REFUSED -> target.problem() == null ? "" : target.problem().line();
            case AWAY -> away;
            case FAILING -> known.failure;
            case STANDBY -> "another server refreshes it";
            case DEAF -> Telling.silence(target);
            case FRESH, PENDING, OFF -> "";
        };
    }

    /// At once: a refresh under way is given up, and whoever waits waits no longer.
    @Override
    public void close() {
        closed.countDown();
        closing.cancel();
        var current = line;
        if (current != null && !refreshing) current.close();
    }
}
