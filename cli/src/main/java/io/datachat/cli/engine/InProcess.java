package io.datachat.cli.engine;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.Answer;
import io.datachat.apex.answer.CsvAnswer;
import io.datachat.apex.answer.JsonAnswer;
import io.datachat.apex.answer.board.BoardAnswer;
import io.datachat.apex.answer.request.BoardRequest;
import io.datachat.apex.materialize.Kept;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Query;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.WriteQuery;
import io.datachat.apex.resolve.model.ResolveCode;
import io.datachat.server.fresh.FreshnessDocument;
import io.datachat.server.fresh.FreshnessDocument.TriggerDocument;
import io.datachat.server.state.State;
import io.datachat.server.write.Desk;
import io.datachat.server.write.DraftDocument;
import io.datachat.server.write.WriteDocument;
import io.datachat.server.write.WriteDocument.ApprovalDocument;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The engine of this process, opened for one command.
public record InProcess(Apex apex, State state) implements Engine {
    private static final int HTTP_SERVER_ERROR = 500;

    /// For a question: the state, in which it is written down, opens beside the databases.
    public static InProcess asking(Project project, InstantSource clock) {
        return open(project, clock, State.open(project, clock));
    }

    /// For what seldom asks: the state opens when it does.
    public static InProcess open(Project project, InstantSource clock) {
        return open(project, clock, State.later(project, clock));
    }

    private static InProcess open(Project project, InstantSource clock, State state) {
        try {
            return new InProcess(Apex.open(project, clock, state.audit()), state);
        } catch (RuntimeException failed) {
            state.close();
            throw failed;
        }
    }

    @Override
    public Answer answer(Query query, Asking asking) {
        return asked(open -> open.answer(query, asking));
    }

    @Override
    public void stream(Query query, Asking asking, Text form, OutputStream out) {
        var sink = switch (form) {
            case JSON -> new JsonAnswer(out, zone(query));
            case CSV -> new CsvAnswer(out, zone(query));
        };
        asked(open -> {
            open.answer(query, asking, sink);
            return sink;
        });
    }

    private ZoneId zone(Query query) {
        return query.zone() == null ? apex.project().zone() : query.zone();
    }

    @Override
    public Apex.Compiled dryRun(Query query, Asking asking) {
        return asked(open -> open.dryRun(query, asking));
    }

    @Override
    public Answer plan(Query query, Asking asking) {
        return asked(open -> open.plan(query, asking));
    }

    @Override
    public BoardAnswer run(String dashboard, BoardRequest request, Asking asking) {
        return asked(open -> open.run(dashboard, request, asking));
    }

    @Override
    public List<Kept> rollups(Asking asking) {
        return asked(Apex::rollups);
    }

    @Override
    public Kept refresh(String metric, Asking asking) {
        return asked(open -> open.materialize(metric, asking));
    }

    @Override
    public FreshnessDocument freshness(Asking asking) {
        return FreshnessDocument.of(apex.freshness().status());
    }

    @Override
    public List<TriggerDocument> triggers(Asking asking) {
        return apex.freshness().drafts().stream().map(TriggerDocument::of).toList();
    }

    @Override
    public List<Reread> refreshCatalog(@Nullable String database, Asking asking) {
        var names = database == null
                ? apex.project().databases().stream()
                        .map(Project.Database::name)
                        .toList()
                : List.of(database);
        return names.stream()
                .map(name -> apex.refreshCatalog(name, asking.asOf()))
                .map(read -> new Reread(
                        read.catalog().database(),
                        read.catalog().fingerprint(),
                        read.catalog().tables().size(),
                        read.changes()))
                .toList();
    }

    private Desk desk() {
        return new Desk(apex, state);
    }

    @Override
    public WriteDocument propose(WriteQuery query, Asking asking) {
        return WriteDocument.of(desk().propose(query, asking));
    }

    @Override
    public WriteDocument execute(String approval, WriteQuery query, Asking asking) {
        return WriteDocument.of(desk().execute(approval, query, asking));
    }

    @Override
    public DraftDocument draft(SqlQuery query, int least, Asking asking) {
        return DraftDocument.of(apex.draft(Desk.write(query), least, asking));
    }

    @Override
    public List<ApprovalDocument> approvals(Asking asking) {
        return desk().list(asking.viewer()).stream().map(ApprovalDocument::of).toList();
    }

    @Override
    public ApprovalDocument approve(String approval, Asking asking) {
        return ApprovalDocument.of(desk().approve(approval, asking));
    }

    @Override
    public ApprovalDocument reject(String approval, @Nullable String reason, Asking asking) {
        return ApprovalDocument.of(desk().reject(approval, reason, asking));
    }

    /// When a definition could not be bound because its database is away, the database is what the person must hear
    /// about.
    public <T> T asked(Function<Apex, T> question) {
        try {
            return question.apply(apex);
        } catch (Rejection refused) {
            var away = apex.problems().stream()
                    .filter(problem -> problem.code().status() >= HTTP_SERVER_ERROR)
                    .toList();
            var unbound =
                    refused.problems().stream().anyMatch(problem -> problem.code() == ResolveCode.BROKEN_DEFINITION);
            throw away.isEmpty() || !unbound ? refused : new Rejection(away);
        }
    }

    @Override
    public void close() {
        apex.close();
        state.close();
    }
}
