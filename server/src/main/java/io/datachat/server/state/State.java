package io.datachat.server.state;

import io.datachat.apex.audit.Audit;
import io.datachat.apex.audit.AuditCode;
import io.datachat.apex.audit.Intent;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.server.state.approval.Approvals;
import io.datachat.server.state.audit.Chain;
import io.datachat.server.state.audit.Chains;
import io.datachat.server.state.audit.Trail;
import io.datachat.server.state.people.People;
import io.datachat.server.state.slow.SlowQuestions;
import io.micronaut.context.ApplicationContext;
import io.micronaut.jdbc.DataSourceResolver;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The state of one project. It is opened beside what else has to be opened: whoever needs it first waits for it.
public final class State implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(State.class);
    private final Project project;
    private final InstantSource clock;
    private final Map<String, Object> properties;
    private final Audit audit = new Waiting();
    private @Nullable Opening opening;

    /// @param context before the state itself is open
    private record Opening(CompletableFuture<ApplicationContext> context, CompletableFuture<Chain> chain) {}

    private State(Project project, InstantSource clock, Map<String, Object> properties) {
        this.project = project;
        this.clock = clock;
        this.properties = properties;
    }

    /// Returns at once; another thread opens.
    public static State open(Project project, InstantSource clock) {
        return open(project, clock, Map.of());
    }

    /// For a program whose own parts live in the same context: starting one is a third of a second of work.
    ///
    /// @param properties of those parts
    public static State open(Project project, InstantSource clock, Map<String, Object> properties) {
        var state = new State(project, clock, properties);
        var _ = state.opening();
        return state;
    }

    /// Opens when something is asked of it.
    public static State later(Project project, InstantSource clock) {
        return new State(project, clock, Map.of());
    }

    private synchronized Opening opening() {
        var known = opening;
        if (known != null) return known;
        var begun = new Opening(new CompletableFuture<>(), new CompletableFuture<>());
        opening = begun;
        Thread.ofPlatform().name("datachat-state").daemon(true).start(() -> {
            try {
                var store = Store.of(project);
                var context = started(store);
                begun.context().complete(context);
                begun.chain().complete(opened(context, store));
            } catch (Throwable failed) {
                LOG.error("the state cannot be opened", failed);
                begun.context().completeExceptionally(failed);
                begun.chain().completeExceptionally(failed);
            }
        });
        return begun;
    }

    private ApplicationContext started(Store store) {
        // Properties are given here and nowhere else: no files to search for at start, nothing the environment
        // can turn.
        var context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .environmentPropertySource(false)
                .banner(false)
                .environments("datachat")
                .properties(Stream.of(store.properties(), properties)
                        .flatMap(each -> each.entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .build();
        try {
            context.registerSingleton(Project.class, project);
            context.registerSingleton(InstantSource.class, clock);
            context.registerSingleton(State.class, this);
            return context.start();
        } catch (RuntimeException failed) {
            context.close();
            throw failed;
        }
    }

    private static Chain opened(ApplicationContext context, Store store) {
        var database = context.getBean(DataSourceResolver.class).resolve(context.getBean(DataSource.class));
        Schema.migrate(database, store);
        return context.getBean(Chains.class).open();
    }

    /// What the parts of the program live in; it ends with the state.
    public ApplicationContext context() {
        return open(opening().context());
    }

    /// Where questions are written down. The first one waits until the state is open.
    public Audit audit() {
        return audit;
    }

    /// Knows every record that was written before this call, but those of other processes' last moment.
    public Trail trail() {
        bean(Chains.class).settle(chain());
        return bean(Trail.class);
    }

    /// Knows what [#trail] knows.
    public SlowQuestions slow() {
        bean(Chains.class).settle(chain());
        return bean(SlowQuestions.class);
    }

    public People people() {
        return bean(People.class);
    }

    /// The clock by which approvals expire.
    public InstantSource clock() {
        return clock;
    }

    public Approvals approvals() {
        return bean(Approvals.class);
    }

    private <T> T bean(Class<T> type) {
        chain();
        return context().getBean(type);
    }

    private Chain chain() {
        return open(opening().chain());
    }

    private static <T> T open(CompletableFuture<T> part) {
        try {
            return part.join();
        } catch (CompletionException failed) {
            var store = "the state of the project cannot be opened";
            throw new Rejection(Problem.of(StateCode.NOT_OPENED, store).hint(StateCode.reason(failed.getCause())));
        }
    }

    private final class Waiting implements Audit {
        private Audit kept() {
            try {
                return chain();
            } catch (Rejection failed) {
                var first = failed.problems().getFirst();
                throw new Rejection(Problem.of(AuditCode.NOT_WRITTEN, "nothing was answered: " + first.message())
                        .hint(String.valueOf(first.hint())));
            }
        }

        @Override
        public Begun begin(Intent intent) {
            return kept().begin(intent);
        }

        @Override
        public void note(Intent intent) {
            kept().note(intent);
        }

        @Override
        public String veil(String value) {
            return kept().veil(value);
        }
    }

    @Override
    public synchronized void close() {
        var begun = opening;
        if (begun == null) return;
        // Whoever needed what could not be opened was told.
        var _ = begun.chain()
                .handle((chain, _) -> {
                    if (chain != null) chain.close();
                    return chain;
                })
                .join();
        var _ = begun.context()
                .handle((context, _) -> {
                    if (context != null) context.close();
                    return context;
                })
                .join();
    }
}
