package io.datachat.cli.command.sql;

import io.datachat.apex.query.SqlQuery;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Engines;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import io.datachat.server.write.Desk;
import io.datachat.server.write.WriteDocument;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Proposes a write, or does one.
final class Writing {
    private final Session session;
    private final CommonOptions options;

    Writing(Session session, CommonOptions options) {
        this.session = session;
        this.options = options;
    }

    int run(SqlQuery text, WriteOptions writing) {
        var project = session.project(options);
        var query = Desk.write(text);
        try (var engine = Engines.open(session, options, project)) {
            var asking = options.asking(session, project);
            var approval = writing.approval();
            if (approval == null) proposed(engine.propose(query, asking));
            else done(engine.execute(approval, query, asking));
        }
        return Exit.OK;
    }

    private void proposed(WriteDocument write) {
        sample(write);
        var approval = write.approval();
        remark("nothing was changed: " + approval.kind() + " of " + rows(write) + " in " + approval.table() + " of "
                + approval.database());
        about(write);
        remark("proposed as " + approval.id() + ", until " + approval.expires_at());
        remark("when somebody has approved it (datachat approve " + approval.id()
                + "), run the same again with --force-write --approval " + approval.id() + " in place of --write");
    }

    private void done(WriteDocument write) {
        sample(write);
        var approval = write.approval();
        remark("done: " + approval.kind() + " of " + rows(write) + " in " + approval.table() + " of "
                + approval.database());
        about(write);
    }

    private void about(WriteDocument write) {
        for (var rule : write.seen().rules())
            remark((rule.checked() ? "rule holds: " : "rule to be checked: ") + rule.said() + " (" + rule.id() + ")");
        for (var trigger : write.seen().triggers()) remark("trigger fires: " + trigger);
        for (var note : write.seen().notes()) remark("note: " + note);
    }

    private static String rows(WriteDocument write) {
        return write.seen().rows() + (write.seen().rows() == 1 ? " row" : " rows");
    }

    /// Each row before and after, the former only where there is one.
    private void sample(WriteDocument write) {
        var columns = new ArrayList<String>();
        if (options.format() != CommonOptions.Format.table) {
            columns.add("approval");
            columns.add("state");
        }
        columns.add("row");
        columns.addAll(write.seen().columns());
        var listing = new Listing(columns.toArray(String[]::new));
        for (var row : write.seen().sample()) {
            if (row.before() != null) listing.row(cells(write, "before", row.before()));
            listing.row(cells(write, "after", row.after()));
        }
        Printing.listing(listing, options.on(session.terminal()), options);
    }

    private @Nullable Object[] cells(WriteDocument write, String when, List<@Nullable String> values) {
        List<@Nullable Object> cells = new ArrayList<>();
        if (options.format() != CommonOptions.Format.table) {
            cells.add(write.approval().id());
            cells.add(write.approval().state());
        }
        cells.add(when);
        cells.addAll(values);
        return cells.toArray();
    }

    private void remark(String text) {
        Printing.remark(text, options.on(session.terminal()), options);
    }
}
