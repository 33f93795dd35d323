package io.datachat.server.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.audit.AuditCode;
import io.datachat.apex.audit.Intent;
import io.datachat.apex.audit.Intent.Kind;
import io.datachat.apex.audit.Intent.Touched;
import io.datachat.apex.audit.Outcome;
import io.datachat.apex.audit.Outcome.Result;
import io.datachat.apex.problem.ProblemCode;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.server.state.audit.Trail;
import io.datachat.server.state.audit.Trail.Search;
import io.datachat.server.state.audit.Trail.Verified;
import io.datachat.server.state.slow.SlowQuestions.By;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the audit promises, on H2 and on PostgreSQL.
class AuditContractTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Search ALL = new Search(null, null, null, null, null, null, null, null);

    @TempDir
    Path folder;

    private static Intent intent(String viewer, String asked) {
        return intent(viewer, asked, Kind.QUERY, "orders");
    }

    private static Intent intent(String viewer, String asked, Kind kind, String table) {
        var touched = new Touched(
                "db",
                "a".repeat(64),
                "f1",
                List.of("revenue"),
                List.of("shop." + table),
                List.of("metric revenue"),
                List.of());
        return new Intent(kind, viewer, Set.of("analyst", "b"), NOW, ZoneId.of("UTC"), asked, null, touched);
    }

    private static Outcome answered(long rows) {
        return new Outcome(Result.ANSWERED, rows, "b".repeat(64), Duration.ofMillis(7), null);
    }

    private State open(Project project) {
        return State.open(project, InstantSource.fixed(NOW));
    }

    private static Search search(
            @Nullable String viewer, @Nullable String table, @Nullable String text, @Nullable String outcome) {
        return new Search(viewer, null, null, table, null, text, outcome, null);
    }

    @ParameterizedTest
    @EnumSource(Stored.class)
    void both_records_of_a_question_are_found_again(Stored stored) throws SQLException {
        var project = stored.project(folder);
        try (var state = open(project)) {
            state.audit().begin(intent("ann", "revenue \u00e4\0")).end(answered(3));
        }
        try (var state = open(project)) {
            var found = state.trail().search(ALL, null, 10).questions();
            assertEquals(1, found.size());
            var question = found.getFirst();
            assertEquals("ann", question.viewer());
            assertEquals(List.of("analyst", "b"), question.roles());
            assertEquals(NOW, question.at());
            assertEquals("revenue \u00e4\uFFFD", question.asked());
            assertEquals(List.of("shop.orders"), question.tables());
            var outcome = question.outcome();
            assertEquals(new Trail.Ended(NOW, "answered", 3, "b".repeat(64), Duration.ofMillis(7), null), outcome);
            var verified = state.trail().verify(null);
            assertEquals(List.of(), verified.findings());
            assertEquals(2, verified.records());
        }
    }

    @ParameterizedTest
    @EnumSource(Stored.class)
    void what_is_looked_for_is_found_and_nothing_else(Stored stored) throws SQLException {
        try (var state = open(stored.project(folder))) {
            var audit = state.audit();
            audit.begin(intent("ann", "Revenue by region", Kind.QUERY, "orders"))
                    .end(answered(1));
            audit.begin(intent("bob", "100% of_it", Kind.QUERY, "customers"))
                    .end(new Outcome(Result.REFUSED, 0, null, Duration.ZERO, "RS001"));
            audit.note(intent("cid", "plan", Kind.DRY_RUN, "orders_old"));
            audit.begin(intent("cid", "cut off"));
            assertEquals("ann", viewers(state, search("ann", null, null, null)));
            assertEquals("", viewers(state, search("ANN", null, null, null)));
            assertEquals("cid ann", viewers(state, search(null, "shop.orders", null, null)));
            assertEquals("ann", viewers(state, search(null, null, "by REGION", null)));
            assertEquals("bob", viewers(state, search(null, null, "0% of_", null)));
            assertEquals("", viewers(state, search(null, null, "0%x", null)));
            assertEquals("bob", viewers(state, search(null, null, null, "refused")));
            assertEquals("cid", viewers(state, search(null, null, null, "none")));
            assertEquals("ann", viewers(state, new Search(null, null, null, null, null, null, null, "b".repeat(64))));
            assertEquals("", viewers(state, new Search(null, NOW.plusSeconds(1), null, null, null, null, null, null)));
            assertEquals("", viewers(state, new Search(null, null, NOW, null, null, null, null, null)));
            assertEquals(
                    "cid cid bob ann", viewers(state, new Search(null, NOW, null, null, "revenue", null, null, null)));
            assertEquals(1, state.trail().verify(null).unanswered());
        }
    }

    @ParameterizedTest
    @EnumSource(Stored.class)
    void questions_of_one_shape_are_taken_together_the_dearest_first(Stored stored) throws SQLException {
        try (var state = open(stored.project(folder))) {
            for (var millis : new int[] {10, 20, 90}) took(state, "often", millis, Result.ANSWERED);
            took(state, "once", 100, Result.TRUNCATED);
            took(state, "refused", 500, Result.REFUSED);
            assertEquals("often 3 120 40 90, once 1 100 100 100", slow(state, By.TOTAL));
            assertEquals("once 1 100 100 100, often 3 120 40 90", slow(state, By.MEAN));
            assertEquals("once 1 100 100 100, often 3 120 40 90", slow(state, By.WORST));
            var p95 = state.slow()
                    .list(NOW, NOW.plusSeconds(1), By.P95, 9)
                    .getLast()
                    .p95();
            assertEquals(Duration.ofMillis(83), p95, "between 20 and 90 ms, nine tenths of the way");
            assertEquals(List.of(), state.slow().list(NOW.plusSeconds(1), null, By.TOTAL, 9));
            assertEquals(1, state.slow().list(null, null, By.TOTAL, 1).size());
        }
    }

    private static void took(State state, String shape, int millis, Result result) {
        var touched = new Touched("db", null, shape, List.of(), List.of(), List.of(), List.of());
        var intent = new Intent(Kind.SQL, "ann", Set.of(), NOW, ZoneId.of("UTC"), "select " + shape, null, touched);
        state.audit().begin(intent).end(new Outcome(result, 1, null, Duration.ofMillis(millis), null));
    }

    private static String slow(State state, By by) {
        return state.slow().list(null, null, by, 9).stream()
                .map(each -> each.fingerprint() + " " + each.questions() + " "
                        + each.total().toMillis() + " " + each.mean().toMillis() + " "
                        + each.worst().toMillis())
                .collect(Collectors.joining(", "));
    }

    private static String viewers(State state, Search search) {
        return state.trail().search(search, null, 10).questions().stream()
                .map(Trail.Question::viewer)
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @EnumSource(Stored.class)
    void pages_follow_one_another(Stored stored) throws SQLException {
        try (var state = open(stored.project(folder))) {
            for (var i = 0; i < 5; i++)
                state.audit().begin(intent("v" + i, "q")).end(answered(i));
            var first = state.trail().search(ALL, null, 2);
            var second = state.trail().search(ALL, first.before(), 2);
            var third = state.trail().search(ALL, second.before(), 2);
            assertEquals("v4 v3", names(first));
            assertEquals("v2 v1", names(second));
            assertEquals("v0", names(third));
            assertNull(third.before());
        }
    }

    private static String names(Trail.Page page) {
        return page.questions().stream().map(Trail.Question::viewer).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @EnumSource(Stored.class)
    void many_writers_keep_one_chain(Stored stored) throws Exception {
        var project = stored.project(folder);
        try (var first = open(project);
                var second = open(project);
                var threads = Executors.newFixedThreadPool(8)) {
            var tasks = IntStream.range(0, 8)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        var audit = (i % 2 == 0 ? first : second).audit();
                        for (var n = 0; n < 50; n++)
                            audit.begin(intent("v" + i, "q" + n)).end(answered(n));
                        return null;
                    })
                    .toList();
            for (var done : threads.invokeAll(tasks)) done.get();
            assertEquals(List.of(), second.trail().verify(null).findings());
            var verified = first.trail().verify(null);
            assertEquals(List.of(), verified.findings());
            assertEquals(800, verified.records());
            assertEquals(0, verified.unanswered());
        }
    }

    /// What was written down while the database was away reaches it later; nothing is begun meanwhile.
    @ParameterizedTest
    @EnumSource(Stored.class)
    void a_database_that_takes_no_records_stops_questions_and_loses_none(Stored stored) throws SQLException {
        var project = stored.project(folder);
        try (var state = open(project)) {
            var audit = state.audit();
            var begun = audit.begin(intent("before", "q"));
            state.trail();
            change(project, "alter table audit_record rename to away");
            begun.end(answered(1));
            assertEquals(AuditCode.NOT_WRITTEN, refused(state::trail));
            assertEquals(AuditCode.NOT_WRITTEN, refused(() -> audit.begin(intent("during", "q"))));
            change(project, "alter table away rename to audit_record");
            var verified = settled(state).verify(null);
            assertEquals(List.of(), verified.findings());
            assertEquals(2, verified.records());
            audit.begin(intent("after", "q")).end(answered(1));
            assertEquals("after before", viewers(state, ALL));
        }
    }

    private static ProblemCode refused(Executable work) {
        return assertThrows(Rejection.class, work).problems().getFirst().code();
    }

    /// The database is tried again once a second.
    private static Trail settled(State state) {
        while (true) {
            try {
                return state.trail();
            } catch (Rejection notYet) {
                Thread.onSpinWait();
            }
        }
    }

    /// The next process finds what the database did not take before this one ended, and only once.
    @ParameterizedTest
    @EnumSource(Stored.class)
    void what_waits_at_the_end_is_brought_in_by_the_next(Stored stored) throws SQLException, IOException {
        var project = stored.project(folder);
        try (var state = open(project)) {
            state.audit().begin(intent("kept", "q")).end(answered(1));
            state.trail();
            change(project, "alter table audit_record rename to away");
            state.audit().begin(intent("waits", "q")).end(answered(2));
        }
        change(project, "alter table away rename to audit_record");
        try (var journals = Files.newDirectoryStream(project.state(), "audit.*.journal")) {
            assertTrue(journals.iterator().hasNext());
        }
        for (var i = 0; i < 2; i++) {
            try (var state = open(project)) {
                assertEquals("waits kept", viewers(state, ALL));
                assertEquals(4, state.trail().verify(null).records());
            }
        }
        try (var journals = Files.newDirectoryStream(project.state(), "audit.*.journal*")) {
            assertFalse(journals.iterator().hasNext());
        }
    }

    @ParameterizedTest
    @EnumSource(Stored.class)
    void every_kind_of_tampering_is_found(Stored stored) throws SQLException {
        var project = stored.project(folder);
        try (var state = open(project)) {
            for (var i = 0; i < 4; i++)
                state.audit().begin(intent("v" + i, "q")).end(answered(i));
        }
        assertWhole(project);
        assertFound(
                project,
                "3",
                "update audit_record set viewer = 'eve' where seq = 3",
                "update audit_record set viewer = 'v1' where seq = 3");
        assertFound(
                project,
                "4",
                "update audit_record set row_count = 99 where seq = 4",
                "update audit_record set row_count = 1 where seq = 4");
        assertFound(
                project,
                "2",
                "update audit_record set recorded_at = recorded_at + interval '1' second where seq = 2",
                "update audit_record set recorded_at = recorded_at - interval '1' second where seq = 2");
        assertFound(
                project,
                "3",
                "update audit_record set seq = case seq when 3 then 1003 else 1005 end where seq in (3, 5);update"
                        + " audit_record set seq = case seq when 1003 then 5 else 3 end where seq in (1003, 1005)",
                "update audit_record set seq = case seq when 3 then 1003 else 1005 end where seq in (3, 5);update"
                        + " audit_record set seq = case seq when 1003 then 5 else 3 end where seq in (1003, 1005)");
        change(project, "create table kept as select * from audit_record");
        var restored = "delete from audit_record; insert into audit_record select * from kept";
        assertFound(project, "3", "delete from audit_record where seq = 3", restored);
        assertFound(project, "1", "delete from audit_record where seq = 1", restored);
        assertFound(project, "7", "delete from audit_record where seq >= 7", restored);
        assertFound(project, "1", "delete from audit_record", restored);
        assertWhole(project);
    }

    private void assertFound(Project project, String record, String tamper, String restore) throws SQLException {
        change(project, tamper);
        var verified = verify(project, null);
        assertFalse(verified.whole(), tamper);
        assertEquals(record, Long.toString(verified.findings().getFirst().record()), tamper);
        change(project, restore);
    }

    private void assertWhole(Project project) {
        assertEquals(List.of(), verify(project, null).findings());
    }

    private Verified verify(Project project, @Nullable String end) {
        try (var state = open(project)) {
            return state.trail().verify(end);
        }
    }

    private static void change(Project project, String sql) throws SQLException {
        try (var connection = Stored.connect(project);
                var statement = connection.createStatement()) {
            for (var one : sql.split(";", -1)) statement.execute(one);
        }
    }

    /// Who can change the records can also change where the chain says it ends. Then only a copy of the end tells.
    @ParameterizedTest
    @EnumSource(Stored.class)
    void a_chain_cut_with_its_head_is_found_by_an_anchor(Stored stored) throws Exception {
        var project = stored.project(folder);
        try (var state = open(project)) {
            for (var i = 0; i < 4; i++)
                state.audit().begin(intent("v" + i, "q")).end(answered(i));
        }
        var end = verify(project, null).end();
        change(
                project,
                "delete from audit_record where seq > 4;"
                        + "update audit_head set seq = 4, hash = (select hash from audit_record where seq = 4)");
        assertEquals(8, verify(project, null).findings().getFirst().record(), "the file of anchors knows the end");
        Files.delete(project.state().resolve("audit.anchors"));
        assertWhole(project);
        assertEquals(8, verify(project, end).findings().getFirst().record(), "a copy kept elsewhere knows the end");
    }

    @ParameterizedTest
    @EnumSource(Stored.class)
    void equal_values_have_equal_veils_in_one_project_only(Stored stored) throws Exception {
        var project = stored.project(folder);
        String veil;
        try (var state = open(project)) {
            veil = state.audit().veil("maria@example.com");
            assertEquals(veil, state.audit().veil("maria@example.com"));
            assertFalse(veil.contains("maria"));
        }
        try (var again = open(project);
                var other = open(stored.project(Files.createDirectory(folder.resolve("other"))))) {
            assertEquals(veil, again.audit().veil("maria@example.com"));
            assertTrue(!veil.equals(other.audit().veil("maria@example.com")));
        }
    }
}
