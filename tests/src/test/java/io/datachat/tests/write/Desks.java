package io.datachat.tests.write;

import io.datachat.apex.Apex;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.Viewer;
import io.datachat.server.state.State;
import io.datachat.server.write.Desk;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// The desk of a project, with a clock that a test moves.
final class Desks implements AutoCloseable {
    private final AtomicReference<Instant> now = new AtomicReference<>(Depot.NOW);
    private final State state;
    private final Apex apex;
    private final Desk desk;

    Desks(Path root) {
        var project = Depot.project(root);
        InstantSource clock = now::get;
        this.state = State.open(project, clock);
        this.apex = Apex.open(project, clock, state.audit());
        this.desk = new Desk(apex, state);
    }

    Desk desk() {
        return desk;
    }

    State state() {
        return state;
    }

    Apex apex() {
        return apex;
    }

    void later(Duration by) {
        now.updateAndGet(before -> before.plus(by));
    }

    Asking asking(Viewer viewer) {
        return new Asking(viewer, now.get(), Duration.ofSeconds(30), new Cancellation());
    }

    static Viewer administrator(String name) {
        return new Viewer(name, Set.of(), Map.of(), true);
    }

    @Override
    public void close() {
        apex.close();
        state.close();
    }
}
