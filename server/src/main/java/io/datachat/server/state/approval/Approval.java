package io.datachat.server.state.approval;

import io.datachat.apex.answer.request.SqlRequest;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.change.Seen;
import io.datachat.apex.query.WriteQuery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A proposed write.
///
/// @param viewer  who proposed it
/// @param tables  that it reads or writes
/// @param bound   what was seen, and must still be so when it is done
/// @param remarks what whoever approves must know
/// @param reason  of a rejection
/// @param ended   when it was done, or was given up on
public record Approval(
        String id,
        State state,
        WriteQuery query,
        String kind,
        String database,
        String table,
        List<Table.Name> tables,
        String viewer,
        Seen.Bound bound,
        List<String> remarks,
        Instant proposedAt,
        Instant expiresAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason,
        @Nullable Instant ended) {
    public Approval {
        tables = List.copyOf(tables);
        remarks = List.copyOf(remarks);
    }

    public enum State {
        PROPOSED,
        APPROVED,
        REJECTED,
        EXPIRED,
        /// It is being made final, or was when its process ended; its database is asked what became of it.
        EXECUTING,
        EXECUTED,
        /// Its process ended while it was made final, on a database that cannot tell afterwards.
        UNKNOWN;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static Approval of(StoredApproval stored, Instant now) {
        var request = SqlRequest.read(stored.request().getBytes(StandardCharsets.UTF_8))
                .query();
        return new Approval(
                stored.id(),
                state(stored, now),
                new WriteQuery(request.sql(), request.parameters(), request.database()),
                stored.kind(),
                stored.databaseName(),
                stored.tableName(),
                stored.tables().lines().map(Table.Name::parse).toList(),
                stored.viewer(),
                new Seen.Bound(stored.asked(), stored.meant(), stored.rowCount(), stored.which()),
                stored.remarks().lines().toList(),
                stored.proposedAt(),
                stored.expiresAt(),
                stored.decidedBy(),
                stored.decidedAt(),
                stored.reason(),
                stored.endedAt());
    }

    private static State state(StoredApproval stored, Instant now) {
        var open = stored.state().equals("proposed") || stored.state().equals("approved");
        return open && !now.isBefore(stored.expiresAt())
                ? State.EXPIRED
                : State.valueOf(stored.state().toUpperCase(java.util.Locale.ROOT));
    }
}
