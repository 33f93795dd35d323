package io.datachat.server.state.approval;

import io.datachat.apex.answer.request.MetricRequestWriter;
import io.datachat.apex.answer.request.SqlRequest;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.change.Seen;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.WriteQuery;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The proposals of a project. Each takes each step at most once, whoever asks, from however many servers.
@Singleton
public class Approvals {
    private static final int MOST = 200;
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 10;

    private final StoredApprovals stored;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Approvals(StoredApprovals stored, InstantSource clock) {
        this.stored = stored;
        this.clock = clock;
    }

    /// @param lasts how long it may wait for a decision
    public Approval propose(WriteQuery query, String viewer, Seen seen, Duration lasts) {
        var now = now();
        var request = MetricRequestWriter.write(new SqlRequest(query.text(), null, null));
        var fresh = new StoredApproval(
                id(),
                "proposed",
                new String(request, StandardCharsets.UTF_8),
                seen.kind(),
                seen.database(),
                seen.table(),
                seen.tables().stream().map(Table.Name::toString).collect(Collectors.joining("\n")),
                viewer,
                seen.rows(),
                seen.bound().asked(),
                seen.bound().meant(),
                seen.bound().which(),
                String.join("\n", seen.notes()),
                now,
                now.plus(lasts),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        stored.save(fresh);
        return Approval.of(fresh, now);
    }

    /// The newest first.
    public List<Approval> newest() {
        var now = now();
        return stored.newest(MOST).stream().map(each -> Approval.of(each, now)).toList();
    }

    /// @throws Rejection when there is none
    public Approval find(String id) {
        return Approval.of(row(id), now());
    }

    private StoredApproval row(String id) {
        return stored.findById(id)
                .orElseThrow(() -> new Rejection(Problem.of(ApprovalCode.UNKNOWN, "there is no approval '" + id + "'")
                        .choices(Nearest.of(
                                id,
                                stored.newest(MOST).stream()
                                        .map(StoredApproval::id)
                                        .toList(),
                                1))));
    }

    /// @param lasts how long it may be done from now on
    public Approval approve(String id, String who, Duration lasts) {
        var now = now();
        if (stored.approve(id, who, now, now.plus(lasts)) == 0) throw notOpen(id, "approved");
        return find(id);
    }

    public Approval reject(String id, String who, @Nullable String reason) {
        if (stored.reject(id, who, now(), reason) == 0) throw notOpen(id, "rejected");
        return find(id);
    }

    /// Takes the one turn that an approval has, at the last moment before a write is made final.
    ///
    /// @param number of the transaction, where its database will know it
    /// @return the mark of this turn
    public String begin(String id, Optional<String> number) {
        var attempt = UUID.randomUUID().toString();
        if (stored.begin(id, attempt, number.orElse(null), now()) == 0) throw notOpen(id, "done");
        return attempt;
    }

    public Approval executed(String id, String attempt) {
        var _ = stored.executed(id, attempt, now());
        return find(id);
    }

    /// It is known that nothing was written: the turn is given back.
    public Approval released(String id, String attempt) {
        var _ = stored.released(id, attempt);
        return find(id);
    }

    /// Nobody will ever know.
    public Approval unknown(String id, String attempt) {
        var _ = stored.unknown(id, attempt, now());
        return find(id);
    }

    /// A turn that was taken and not ended.
    public record Turn(
            String id,
            String database,
            String attempt,
            @Nullable String number,
            Instant begunAt) {}

    public Optional<Turn> turn(String id) {
        var row = row(id);
        if (!row.state().equals("executing") || row.attempt() == null || row.begunAt() == null) return Optional.empty();
        return Optional.of(
                new Turn(row.id(), row.databaseName(), row.attempt(), row.transactionNumber(), row.begunAt()));
    }

    /// @throws Rejection unless it was approved and has not expired
    public Approval requireApproved(String id) {
        var approval = find(id);
        return switch (approval.state()) {
            case APPROVED -> approval;
            case PROPOSED ->
                throw new Rejection(Problem.of(ApprovalCode.NOT_APPROVED, "'" + id + "' was not approved yet")
                        .hint("somebody else can: datachat approve " + id));
            case REJECTED, EXPIRED, EXECUTING, EXECUTED, UNKNOWN -> throw notOpen(id, "done");
        };
    }

    private Rejection notOpen(String id, String step) {
        var state = find(id).state();
        return new Rejection(
                Problem.of(ApprovalCode.NOT_OPEN, "'" + id + "' is " + said(state) + " and cannot be " + step)
                        .hint("propose the write again with --write"));
    }

    private static String said(Approval.State state) {
        return switch (state) {
            case EXECUTED -> "done already";
            case EXECUTING -> "being done";
            case UNKNOWN -> "of unknown outcome";
            case PROPOSED, APPROVED, REJECTED, EXPIRED -> state.word();
        };
    }

    private String id() {
        var id = new StringBuilder();
        for (var i = 0; i < LENGTH; i++) id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        return id.toString();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
