package io.datachat.cli.command.write;

import io.datachat.cli.terminal.Listing;
import io.datachat.server.write.WriteDocument.ApprovalDocument;
import java.util.List;

/// Proposals as a table.
final class Decisions {
    private Decisions() {}

    static Listing listing(List<ApprovalDocument> approvals) {
        var listing = new Listing(
                "approval",
                "state",
                "user",
                "rows",
                "table",
                "sql",
                "parameters",
                "notes",
                "expires_at",
                "decided_by",
                "reason");
        for (var each : approvals)
            listing.row(
                    each.id(),
                    each.state(),
                    each.user(),
                    each.rows(),
                    each.database() + ": " + each.table(),
                    each.sql(),
                    each.parameters(),
                    each.notes(),
                    each.expires_at(),
                    each.decided_by(),
                    each.reason());
        return listing;
    }
}
