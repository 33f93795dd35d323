package io.datachat.server;

import io.datachat.apex.Apex;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Hosting;
import io.datachat.apex.project.Project;
import io.datachat.server.access.Surroundings;
import io.datachat.server.access.Token;
import io.datachat.server.datapoints.FolderWatch;
import io.datachat.server.fresh.Listeners;
import io.datachat.server.health.Version;
import io.datachat.server.health.WarmUp;
import io.datachat.server.metrics.InFlight;
import io.datachat.server.problems.ServerCode;
import io.datachat.server.state.State;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.micronaut.web.router.Router;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/// The running server of one project.
public final class DataChatServer implements AutoCloseable {
    /// Answers that are under way when the server stops may take so long; then they are cancelled.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Project project;
    private final Apex apex;
    private final State state;
    private final ApplicationContext context;
    private final NettyEmbeddedServer server;
    private final ServerFile file;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean stopping;

    private DataChatServer(
            Project project, Parts parts, ApplicationContext context, NettyEmbeddedServer server, ServerFile file) {
        this.project = project;
        this.apex = parts.apex();
        this.state = parts.state();
        this.context = context;
        this.server = server;
        this.file = file;
    }

    /// Opens the project, listens, and leaves `.datachat/server.json`. Answers at once; ready when `/health` says
    /// so.
    ///
    /// @throws Rejection when the address is not loopback and there are neither users nor an issuer of tokens, the
    /// port is taken, or a server of the project runs already
    public static DataChatServer start(Project project, Listening listening) {
        ServerFile.running(project).ifPresent(other -> {
            throw new Rejection(Problem.of(
                            ServerCode.ALREADY_RUNNING, "a server of this project is already running at " + other.url())
                    .hint("use it, or stop process " + other.pid()));
        });
        // Opens beside the databases, on a thread of its own.
        var state = State.open(project, listening.clock(), properties(listening));
        try {
            if (!loopback(listening.host()) && project.hosting().tokens() == null)
                onlyWithUsers(listening.host(), state);
            var apex = Apex.open(project, listening.clock(), state.audit());
            try {
                return listen(project, new Parts(apex, state), listening);
            } catch (RuntimeException failed) {
                apex.close();
                throw failed;
            }
        } catch (RuntimeException failed) {
            state.close();
            throw failed;
        }
    }

    private record Parts(Apex apex, State state) {}

    private static DataChatServer listen(Project project, Parts parts, Listening listening) {
        var token = HexFormat.of().formatHex(random(24));
        var context = parts.state().context();
        try {
            context.registerSingleton(parts.apex());
            context.registerSingleton(new Token(token));
            context.registerSingleton(new Surroundings(loopback(listening.host())));
            var server = context.getBean(NettyEmbeddedServer.class).start();
            var file = new ServerFile(
                    reached(listening.host()),
                    server.getPort(),
                    token,
                    Version.TEXT,
                    ProcessHandle.current().pid());
            file.write(project);
            context.getBean(WarmUp.class).start();
            context.getBean(FolderWatch.class).start();
            context.getBean(Listeners.class).start();
            return new DataChatServer(project, parts, context, server, file);
        } catch (ServerStartupException failed) {
            throw new Rejection(Problem.of(
                            ServerCode.PORT_TAKEN,
                            "cannot listen on port " + listening.port() + " of " + listening.host())
                    .hint("use --port 0 for any free port"));
        }
    }

    private static Map<String, Object> properties(Listening listening) {
        return Map.of(
                "micronaut.server.host", listening.host(),
                "micronaut.server.port", listening.port() == 0 ? -1 : listening.port(),
                "micronaut.server.max-request-size", "1MB",
                "micronaut.server.netty.max-header-size", "16KB",
                "micronaut.server.server-header", "datachat",
                "micronaut.server.idle-timeout", "10m",
                "micronaut.serde.serialization.inclusion", "ALWAYS");
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /// Where all addresses are listened on, this machine's own is the nearest.
    private static String reached(String host) {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress() ? Hosting.LOOPBACK : host;
        } catch (UnknownHostException unknown) {
            return host;
        }
    }

    private static void onlyWithUsers(String host, State state) {
        if (state.people().any()) return;
        throw new Rejection(Problem.of(
                        ServerCode.NOT_LOOPBACK, "refused to listen on '" + host + "': no users are configured")
                .hint("add users first ('datachat user add'), or listen on 127.0.0.1; without users whoever reaches"
                        + " another address would be administrator"));
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /// `http://127.0.0.1:8080`
    public String url() {
        return file.url();
    }

    public int port() {
        return file.port();
    }

    public Apex apex() {
        return apex;
    }

    /// What is remembered of the project.
    State state() {
        return state;
    }

    /// How many answers are being made now.
    public int underWay() {
        return context.getBean(InFlight.class).count();
    }

    /// Every method and path that is answered, as `GET /health`.
    Set<String> routes() {
        return context.getBean(Router.class)
                .uriRoutes()
                .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
                .filter(route -> !route.startsWith("HEAD "))
                .collect(Collectors.toSet());
    }

    /// Waits until the short warm-up is over.
    public void awaitReady() throws InterruptedException {
        context.getBean(WarmUp.class).await();
    }

    /// Waits until somebody stops the server.
    public void await() throws InterruptedException {
        stopped.await();
    }

    /// Takes no more calls, lets answers under way end within a few seconds, and removes server.json.
    public void stop() {
        synchronized (this) {
            if (stopping) return;
            stopping = true;
        }
        file.remove(project);
        context.getBean(InFlight.class).drain(GRACE);
        server.stopServerOnly();
        // A refresh is written down while the state is open.
        context.getBean(Listeners.class).stop();
        // With the parts that use the engine.
        state.close();
        apex.close();
        stopped.countDown();
    }

    @Override
    public void close() {
        stop();
    }
}
