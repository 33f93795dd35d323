package io.datachat.server.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.change.Seen;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.WriteQuery;
import io.datachat.server.state.approval.Approval;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What approvals promise, on H2 and on PostgreSQL.
class ApprovalContractTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Duration LASTS = Duration.ofMinutes(15);
    private static final WriteQuery WRITE = new WriteQuery(
            "UPDATE t SET a = :a -- \u00e4 '\n WHERE id = 1",
            Map.of("a", new SqlQuery.Value("it's\n\u00fc", SqlQuery.Type.STRING)),
            "db");
    private static final Seen SEEN = new Seen(
            "update",
            "db",
            "main.t",
            3,
            List.of("id", "a"),
            List.of(),
            List.of(),
            List.of(),
            List.of("a note", "another"),
            true,
            new Seen.Hashes("b".repeat(64), "c".repeat(64), "d".repeat(64)),
            "UPDATE \"main\".\"t\"",
            List.of(new Table.Name("main", "t"), new Table.Name("other", "a.b")),
            new Seen.Bound("1".repeat(64), "2".repeat(64), 3, "3".repeat(64)));

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

    private State open(Project project) {
        return State.open(project, now::get);
    }

    @ParameterizedTest
    @EnumSource(Stored.class)
    void a_proposal_is_found_again_as_it_was(Stored stored) throws SQLException {
        var project = stored.project(folder);
        String id;
        try (var state = open(project)) {
            id = state.approvals().propose(WRITE, "ann", SEEN, LASTS).id();
        }
        try (var state = open(project)) {
            var found = state.approvals().find(id);
            assertEquals(WRITE, found.query());
            assertEquals(SEEN.bound(), found.bound());
            assertEquals(SEEN.tables(), found.tables());
            assertEquals(SEEN.notes(), found.remarks());
            assertEquals(NOW.plus(LASTS), found.expiresAt());
            assertEquals(Approval.State.PROPOSED, found.state());
            assertEquals(List.of(found), state.approvals().newest());
        }
    }

    @ParameterizedTest
    @EnumSource(Stored.class)
    void each_step_is_taken_once_and_in_order(Stored stored) throws SQLException {
        try (var state = open(stored.project(folder))) {
            var approvals = state.approvals();
            var id = approvals.propose(WRITE, "ann", SEEN, LASTS).id();
            refused("AP104", () -> approvals.requireApproved(id));
            refused("AP102", () -> approvals.begin(id, Optional.of("7")));
            var approved = approvals.approve(id, "bob", LASTS);
            assertEquals("bob", approved.decidedBy());
            refused("AP102", () -> approvals.approve(id, "eve", LASTS));
            var turn = approvals.begin(id, Optional.of("7"));
            refused("AP102", () -> approvals.begin(id, Optional.of("8")));
            assertEquals("7", approvals.turn(id).orElseThrow().number());
            assertEquals(
                    Approval.State.EXECUTING, approvals.executed(id, "another").state());
            assertEquals(Approval.State.EXECUTED, approvals.executed(id, turn).state());
            assertEquals(Approval.State.EXECUTED, approvals.released(id, turn).state());
            refused("AP102", () -> approvals.requireApproved(id));
            refused("AP102", () -> approvals.reject(id, "bob", null));
        }
    }

    @ParameterizedTest
    @EnumSource(Stored.class)
    void a_turn_is_given_back_or_of_unknown_outcome(Stored stored) throws SQLException {
        try (var state = open(stored.project(folder))) {
            var approvals = state.approvals();
            var id = approvals.propose(WRITE, "ann", SEEN, LASTS).id();
            approvals.approve(id, "bob", LASTS);
            var first = approvals.begin(id, Optional.empty());
            assertEquals(Approval.State.APPROVED, approvals.released(id, first).state());
            var second = approvals.begin(id, Optional.empty());
            assertEquals(Approval.State.EXECUTING, approvals.unknown(id, first).state());
            assertEquals(Approval.State.UNKNOWN, approvals.unknown(id, second).state());
            refused("AP102", () -> approvals.begin(id, Optional.empty()));
            refused("AP102", () -> approvals.requireApproved(id));
            // The database may tell after all.
            assertEquals(Approval.State.EXECUTED, approvals.executed(id, second).state());
        }
    }

    @ParameterizedTest
    @EnumSource(Stored.class)
    void what_expired_is_neither_approved_nor_done(Stored stored) throws SQLException {
        try (var state = open(stored.project(folder))) {
            var approvals = state.approvals();
            var open = approvals.propose(WRITE, "ann", SEEN, LASTS).id();
            var approved = approvals.propose(WRITE, "ann", SEEN, LASTS).id();
            approvals.approve(approved, "bob", LASTS);
            now.set(NOW.plus(LASTS).minusMillis(1));
            assertEquals(Approval.State.PROPOSED, approvals.find(open).state());
            now.set(NOW.plus(LASTS));
            assertEquals(Approval.State.EXPIRED, approvals.find(open).state());
            refused("AP102", () -> approvals.approve(open, "bob", LASTS));
            refused("AP102", () -> approvals.begin(approved, Optional.empty()));
            refused("AP101", () -> approvals.find("nothing"));
        }
    }

    @ParameterizedTest
    @EnumSource(Stored.class)
    void of_many_who_begin_at_once_one_does(Stored stored) throws Exception {
        try (var state = open(stored.project(folder));
                var threads = Executors.newFixedThreadPool(8)) {
            var approvals = state.approvals();
            var id = approvals.propose(WRITE, "ann", SEEN, LASTS).id();
            approvals.approve(id, "bob", LASTS);
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (var i = 0; i < 8; i++)
                attempts.add(() -> {
                    try {
                        approvals.begin(id, Optional.of("1"));
                        return true;
                    } catch (Rejection late) {
                        return false;
                    }
                });
            var won = 0;
            for (var each : threads.invokeAll(attempts)) if (each.get()) won++;
            assertEquals(1, won);
            assertTrue(approvals.turn(id).isPresent());
        }
    }

    private static void refused(String code, Executable step) {
        var rejection = assertThrows(Rejection.class, step);
        assertEquals(code, rejection.problems().getFirst().code().id());
    }
}
