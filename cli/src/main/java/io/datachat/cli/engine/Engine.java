package io.datachat.cli.engine;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.Answer;
import io.datachat.apex.answer.board.BoardAnswer;
import io.datachat.apex.answer.request.BoardRequest;
import io.datachat.apex.materialize.Kept;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Query;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.WriteQuery;
import io.datachat.server.fresh.FreshnessDocument;
import io.datachat.server.fresh.FreshnessDocument.TriggerDocument;
import io.datachat.server.write.DraftDocument;
import io.datachat.server.write.WriteDocument;
import io.datachat.server.write.WriteDocument.ApprovalDocument;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers queries of one project. Bad requests throw [io.datachat.apex.problem.Rejection], wherever the engine
/// runs.
public sealed interface Engine extends AutoCloseable permits InProcess, OverHttp {
    Answer answer(Query query, Asking asking);

    /// Writes the answer as it arrives.
    void stream(Query query, Asking asking, Text form, OutputStream out);

    Apex.Compiled dryRun(Query query, Asking asking);

    /// What the database means to do, a row for each step.
    Answer plan(Query query, Asking asking);

    /// Asks the tiles of a dashboard.
    BoardAnswer run(String dashboard, BoardRequest request, Asking asking);

    /// What became of each metric's `materialization`.
    List<Kept> rollups(Asking asking);

    /// Builds the rollup of a metric anew.
    Kept refresh(String metric, Asking asking);

    /// How fresh the materialized views are that are kept so.
    FreshnessDocument freshness(Asking asking);

    /// What would let tables tell of their changes.
    List<TriggerDocument> triggers(Asking asking);

    /// Reads the catalog of one database again, or of all.
    List<Reread> refreshCatalog(@Nullable String database, Asking asking);

    /// Tries a write, rolls it back and keeps the proposal.
    WriteDocument propose(WriteQuery query, Asking asking);

    /// Does an approved write, once.
    WriteDocument execute(String approval, WriteQuery query, Asking asking);

    /// Writes a migration and its way back; nothing is run.
    ///
    /// @param least the smallest number that its name may begin with
    DraftDocument draft(SqlQuery query, int least, Asking asking);

    List<ApprovalDocument> approvals(Asking asking);

    ApprovalDocument approve(String approval, Asking asking);

    ApprovalDocument reject(String approval, @Nullable String reason, Asking asking);

    enum Text {
        JSON,
        CSV
    }

    @Override
    void close();
}
