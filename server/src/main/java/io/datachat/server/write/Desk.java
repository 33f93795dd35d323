package io.datachat.server.write;

import io.datachat.apex.Apex;
import io.datachat.apex.audit.Intent;
import io.datachat.apex.audit.Intent.Kind;
import io.datachat.apex.audit.Recording;
import io.datachat.apex.change.Changes;
import io.datachat.apex.change.Seen;
import io.datachat.apex.plan.write.WriteCode;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.query.WriteQuery;
import io.datachat.apex.warehouse.Warehouse.Fate;
import io.datachat.server.state.State;
import io.datachat.server.state.approval.Approval;
import io.datachat.server.state.approval.ApprovalCode;
import io.datachat.server.state.approval.Approvals;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where writes are proposed, decided and done. The turn that an approval has is taken between the statement and its
/// commit: a process that ends before has written nothing, and one that ends after has left the number of the
/// transaction, by which PostgreSQL tells what became of it.
public final class Desk {
    /// For how long a turn without a number may still be under way.
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final ZoneId UTC = ZoneId.of("UTC");

    private final Apex apex;
    private final State state;

    public Desk(Apex apex, State state) {
        this.apex = apex;
        this.state = state;
    }

    /// @throws Rejection when it is asked within a workspace: one bounds what is read, and opens nothing for
    /// writing
    public static WriteQuery write(SqlQuery asked) {
        if (asked.workspace() != null)
            throw new Rejection(
                    Problem.of(WriteCode.CLOSED, "a workspace is for reading; nothing is written within one")
                            .hint("leave the workspace out"));
        return new WriteQuery(asked.sql(), asked.parameters(), asked.database());
    }

    /// What was seen of a write, and what it is called from now on.
    public record Proposal(Approval approval, Seen seen) {}

    /// Tries a write, rolls it back, and keeps the proposal.
    public Proposal propose(WriteQuery query, Asking asking) {
        var rehearsed = apex.changes(Kind.PROPOSAL, query, asking).rehearse();
        var seen = new Stage(apex, rehearsed.database(), query, asking).compared(rehearsed);
        var lasts = lasts(seen.database());
        var approval = approvals().propose(query, asking.viewer().name(), seen, lasts);
        return new Proposal(approval, seen);
    }

    /// Does what was approved, as the person who proposed it.
    public Proposal execute(String id, WriteQuery query, Asking asking) {
        settled(id);
        var known = approvals().requireApproved(id);
        if (!known.viewer().equals(asking.viewer().name())) throw unknown(id);
        var turn = new AtomicReference<@Nullable String>();
        try {
            var changes = apex.changes(Kind.WRITE, query, asking);
            var stage = new Stage(apex, known.database(), query, asking);
            var seen = changes.perform(known.bound(), (done, number) -> {
                turn.set(approvals().begin(id, number));
                stage.perform(done);
            });
            return new Proposal(ended(id, turn.get()), seen);
        } catch (RuntimeException failure) {
            var attempt = turn.get();
            if (attempt != null) broken(id, attempt, failure);
            throw failure;
        }
    }

    private Approval ended(String id, @Nullable String attempt) {
        if (attempt == null) throw new IllegalStateException("a write was made final without its turn");
        return approvals().executed(id, attempt);
    }

    /// It broke off after the turn was taken. Unless nobody knows what became of it, nothing was written.
    private void broken(String id, String attempt, RuntimeException failure) {
        var uncertain = failure instanceof Rejection rejection
                && rejection.problems().getFirst().code() == WriteCode.UNCERTAIN;
        try {
            if (uncertain
                    || approvals()
                            .turn(id)
                            .filter(turn -> turn.number() != null)
                            .isPresent()) settled(id);
            else approvals().released(id, attempt);
        } catch (RuntimeException away) {
            failure.addSuppressed(away);
        }
    }

    /// What this person may see of all proposals, the newest first: their own, or all for whoever may decide.
    public List<Approval> list(Viewer viewer) {
        return approvals().newest().stream()
                .filter(each -> mine(each, viewer) || judges(each, viewer))
                .map(each -> each.state() == Approval.State.EXECUTING ? settled(each.id()) : each)
                .toList();
    }

    public Approval find(String id, Viewer viewer) {
        var found = approvals().find(id);
        if (!mine(found, viewer) && !judges(found, viewer)) throw unknown(id);
        return settled(id);
    }

    public Approval approve(String id, Asking asking) {
        var found = decided(id, asking.viewer());
        var lasts = lasts(found.database());
        return recorded(
                Kind.APPROVAL,
                found,
                asking,
                () -> approvals().approve(id, asking.viewer().name(), lasts));
    }

    public Approval reject(String id, @Nullable String reason, Asking asking) {
        var found = approvals().find(id);
        // Whoever proposed it may take it back.
        if (!mine(found, asking.viewer())) found = decided(id, asking.viewer());
        return recorded(
                Kind.REJECTION,
                found,
                asking,
                () -> approvals().reject(id, asking.viewer().name(), reason));
    }

    private Approval decided(String id, Viewer viewer) {
        var found = approvals().find(id);
        var judges = judges(found, viewer);
        if (!judges && !mine(found, viewer)) throw unknown(id);
        if (!judges)
            throw new Rejection(Problem.of(ApprovalCode.NOT_YOU, "approving takes an administrator, or a role that may")
                    .hint("ask somebody else to approve '" + id + "'"));
        if (mine(found, viewer) && !alone(viewer))
            throw new Rejection(Problem.of(ApprovalCode.NOT_YOU, "you proposed '" + id + "' yourself")
                    .hint("ask somebody else to approve it"));
        return found;
    }

    /// The person at the machine of a project without users has nobody to ask.
    private boolean alone(Viewer viewer) {
        return viewer.equals(Viewer.LOCAL)
                && !state.people().any()
                && apex.project().hosting().tokens() == null;
    }

    private static boolean mine(Approval approval, Viewer viewer) {
        return approval.viewer().equals(viewer.name());
    }

    private boolean judges(Approval approval, Viewer viewer) {
        return apex.approves(viewer, approval.database(), approval.tables());
    }

    /// Asks the database what became of a turn that was taken and not ended.
    private Approval settled(String id) {
        approvals().turn(id).ifPresent(turn -> {
            var number = turn.number();
            if (number == null) {
                var limit = apex.project().limits().timeout().plus(GRACE);
                if (state.clock().instant().isAfter(turn.begunAt().plus(limit)))
                    approvals().unknown(id, turn.attempt());
                return;
            }
            var _ = switch (fate(turn, number)) {
                case COMMITTED -> approvals().executed(id, turn.attempt());
                case ABORTED -> approvals().released(id, turn.attempt());
                case UNKNOWN -> approvals().unknown(id, turn.attempt());
                case IN_PROGRESS -> null;
            };
        });
        return approvals().find(id);
    }

    /// A database that is away is asked again by whoever looks next.
    private Fate fate(Approvals.Turn turn, String number) {
        try {
            return apex.warehouse(turn.database()).fate(number);
        } catch (Rejection away) {
            return Fate.IN_PROGRESS;
        }
    }

    private Approval recorded(Kind kind, Approval approval, Asking asking, Supplier<Approval> step) {
        var touched = new Intent.Touched(
                approval.database(),
                null,
                null,
                List.of(),
                approval.tables().stream().map(table -> table.toString()).toList(),
                List.of(),
                List.of());
        var intent = Intent.of(kind, new Intent.Asked("approval " + approval.id(), null), asking, UTC, touched);
        return new Recording(state.audit()).doing(intent, step, _ -> 0);
    }

    private Duration lasts(String database) {
        return Changes.open(database, apex.project().database(database).writes())
                .expires();
    }

    private Approvals approvals() {
        return state.approvals();
    }

    private static Rejection unknown(String id) {
        return new Rejection(Problem.of(ApprovalCode.UNKNOWN, "there is no approval '" + id + "'"));
    }
}
