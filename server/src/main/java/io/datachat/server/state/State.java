package io.datachat.server.state;

import io.datachat.apex.audit.Audit;
import io.datachat.apex.audit.AuditCode;
import io.datachat.apex.audit.Intent;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.server.state.audit.Chain;
import io.datachat.server.state.audit.Chains;
import io.datachat.server.state.audit.Trail;
import io.datachat.server.state.people.People;
import io.micronaut.context.ApplicationContext;
import io.micronaut.jdbc.DataSourceResolver;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The state of one project. It is opened beside what else has to be opened: whoever needs it first waits for it.
public final class State implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(State.class);
    private final Project project;
    private final InstantSource clock;
    private final Audit audit = new Waiting();
    private @Nullable CompletableFuture<Opened> opening;

    private record Opened(ApplicationContext context, Chain chain) {}

    private State(Project project, InstantSource clock) {
        this.project = project;
        this.clock = clock;
    }

    /// Returns at once; another thread opens.
    public static State open(Project project, InstantSource clock) {
        var state = new State(project, clock);
        var _ = state.opening();
        return state;
    }

    /// Opens when something is asked of it.
    public static State later(Project project, InstantSource clock) {
        return new State(project, clock);
    }

    private synchronized CompletableFuture<Opened> opening() {
        var known = opening;
        if (known != null) return known;
        var begun = new CompletableFuture<Opened>();
        opening = begun;
        Thread.ofPlatform().name("datachat-state").daemon(true).start(() -> {
            try {
                begun.complete(opened(project, clock));
            } catch (Throwable failed) {
                LOG.error("the state cannot be opened", failed);
                begun.completeExceptionally(failed);
            }
        });
        return begun;
    }

    private static Opened opened(Project project, InstantSource clock) {
        var store = Store.of(project);
        var context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .environmentPropertySource(false)
                .banner(false)
                .environments("state")
                .properties(store.properties())
                .build();
        try {
            context.registerSingleton(Project.class, project);
            context.registerSingleton(InstantSource.class, clock);
            context.start();
            var database = context.getBean(DataSourceResolver.class).resolve(context.getBean(DataSource.class));
            Schema.migrate(database, store);
            return new Opened(context, context.getBean(Chains.class).open());
        } catch (RuntimeException failed) {
            context.close();
            throw failed;
        }
    }

    /// Where questions are written down. The first one waits until the state is open.
    public Audit audit() {
        return audit;
    }

    /// Knows every record that was written before this call, but those of other processes' last moment.
    public Trail trail() {
        var opened = opened();
        opened.context().getBean(Chains.class).settle(opened.chain());
        return bean(Trail.class);
    }

    public People people() {
        return bean(People.class);
    }

    private <T> T bean(Class<T> type) {
        return opened().context().getBean(type);
    }

    private Opened opened() {
        try {
            return opening().join();
        } catch (CompletionException failed) {
            var store = "the state of the project cannot be opened";
            throw new Rejection(Problem.of(StateCode.NOT_OPENED, store).hint(StateCode.reason(failed.getCause())));
        }
    }

    private final class Waiting implements Audit {
        private Audit chain() {
            try {
                return opened().chain();
            } catch (Rejection failed) {
                var first = failed.problems().getFirst();
                throw new Rejection(Problem.of(AuditCode.NOT_WRITTEN, "nothing was answered: " + first.message())
                        .hint(String.valueOf(first.hint())));
            }
        }

        @Override
        public Begun begin(Intent intent) {
            return chain().begin(intent);
        }

        @Override
        public void note(Intent intent) {
            chain().note(intent);
        }

        @Override
        public String veil(String value) {
            return chain().veil(value);
        }
    }

    @Override
    public synchronized void close() {
        if (opening == null) return;
        try {
            var opened = opening.join();
            opened.chain().close();
            opened.context().close();
        } catch (CompletionException neverOpened) {
            // Whoever needed it was told.
        }
    }
}
