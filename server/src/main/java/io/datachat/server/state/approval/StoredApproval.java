package io.datachat.server.state.approval;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A proposal as stored. It holds the text and values that its author gave, and no row of the database.
///
/// @param request           the text with its values, as JSON
/// @param tables            that it reads or writes, one a line
/// @param remarks           what whoever approves must know, one a line
/// @param attempt           who makes it final
/// @param transactionNumber by which its database knows what became of that
@MappedEntity("write_approval")
record StoredApproval(
        @Id String id,
        String state,
        String request,
        String kind,
        String databaseName,
        String tableName,
        String tables,
        String viewer,
        long rowCount,
        String asked,
        String meant,
        String which,
        String remarks,
        Instant proposedAt,
        Instant expiresAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason,
        @Nullable String attempt,
        @Nullable String transactionNumber,
        @Nullable Instant begunAt,
        @Nullable Instant endedAt) {}
