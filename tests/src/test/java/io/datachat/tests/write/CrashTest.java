package io.datachat.tests.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachat.apex.query.Viewer;
import io.datachat.apex.query.WriteQuery;
import io.datachat.server.state.approval.Approval.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A process that dies between approval and end: nothing is lost, nothing is done twice. The process is a real one, and
/// it is really killed.
class CrashTest {
    static final WriteQuery WRITE = WriteQuery.of("UPDATE products SET price = price + 1 WHERE sku = 'P3'");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void a_killed_process_leaves_what_can_be_found_out(Dying.Step step) throws Exception {
        try (var depot = Depot.open(folder, "")) {
            String id;
            try (var desks = new Desks(depot.root())) {
                var me = desks.asking(Viewer.LOCAL);
                id = desks.desk().propose(WRITE, me).approval().id();
                desks.desk().approve(id, me);
            }
            assertEquals(137, die(folder, depot.root(), id, step));
            var committed = step == Dying.Step.AFTER_COMMIT;
            var price = committed ? "7.00" : "6.00";
            gone(depot);
            assertEquals(List.of(price), depot.texts("SELECT price FROM shop.products WHERE sku = 'P3'"));
            try (var desks = new Desks(depot.root())) {
                var me = desks.asking(Viewer.LOCAL);
                var found = desks.desk().find(id, Viewer.LOCAL);
                assertEquals(committed ? State.EXECUTED : State.APPROVED, found.state());
                if (!committed) desks.desk().execute(id, WRITE, me);
                assertEquals(State.EXECUTED, desks.desk().find(id, Viewer.LOCAL).state());
                assertEquals("AP102", TwoKeysTest.refused(() -> desks.desk().execute(id, WRITE, me)));
                assertEquals(List.of("7.00"), depot.texts("SELECT price FROM shop.products WHERE sku = 'P3'"));
            }
        }
    }

    @Test
    void of_many_who_do_it_at_once_one_does() throws Exception {
        try (var depot = Depot.open(folder, "");
                var one = new Desks(depot.root());
                var other = new Desks(depot.root());
                var threads = Executors.newFixedThreadPool(8)) {
            var insert = WriteQuery.of("INSERT INTO tickets (id, code) SELECT max(id) + 1, 'N' FROM tickets");
            var me = one.asking(Viewer.LOCAL);
            var id = one.desk().propose(insert, me).approval().id();
            one.desk().approve(id, me);
            var together = new CountDownLatch(8);
            var done = new AtomicInteger();
            List<Future<?>> running = new java.util.ArrayList<>();
            for (var i = 0; i < 8; i++) {
                var desk = (i % 2 == 0 ? one : other).desk();
                running.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    if (TwoKeysTest.tried(() -> desk.execute(id, insert, one.asking(Viewer.LOCAL))))
                        done.incrementAndGet();
                    return null;
                }));
            }
            for (var each : running) each.get();
            assertEquals(1, done.get());
            assertEquals(List.of("2"), depot.texts("SELECT count(*) FROM shop.tickets"));
            assertEquals(State.EXECUTED, one.desk().find(id, Viewer.LOCAL).state());
        }
    }

    /// The server notices that its client is gone and rolls back.
    private static void gone(Depot depot) throws Exception {
        var tries = 0;
        while (!depot.texts("SELECT pid FROM pg_stat_activity WHERE application_name = 'datachat' AND datname ="
                        + " current_database() AND state LIKE 'idle in%'")
                .isEmpty()) {
            if (++tries > 100) throw new IllegalStateException("PostgreSQL keeps a session whose client is gone");
            depot.texts("SELECT pg_sleep(0.05)::text");
        }
    }

    static int die(Path folder, Path root, String id, Dying.Step step) throws Exception {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                Dying.class.getName(),
                root.toString(),
                id,
                step.name());
        var log = Files.createTempFile(folder, "log", ".txt");
        var code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (code != 137) throw new AssertionError(Files.readString(log));
        return code;
    }

    /// Surefire gives the class path in a jar of its own.
    private static String classPath() {
        var given = System.getProperty("surefire.test.class.path");
        return given != null ? given : System.getProperty("java.class.path");
    }
}
