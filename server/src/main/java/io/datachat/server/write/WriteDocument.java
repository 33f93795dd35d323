package io.datachat.server.write;

import io.datachat.apex.change.Seen;
import io.datachat.server.state.approval.Approval;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A proposed write, and what was seen of it when it was tried or done.
@Serdeable
@Schema(name = "Write")
public record WriteDocument(ApprovalDocument approval, SeenDocument seen) {
    public static WriteDocument of(Desk.Proposal proposal) {
        return new WriteDocument(ApprovalDocument.of(proposal.approval()), SeenDocument.of(proposal.seen()));
    }

    /// A proposal and where it stands.
    @Serdeable
    @Schema(name = "Approval")
    public record ApprovalDocument(
            @Schema(example = "k3m9x2pqrt") String id,

            @Schema(
                    type = "string",
                    allowableValues = {"proposed", "approved", "rejected", "expired", "executing", "executed", "unknown"
                    })
            String state,

            @Schema(description = "The text as it was proposed")
            String sql,

            @Schema(description = "Its values, `name: value`")
            List<String> parameters,

            @Schema(example = "update") String kind,
            String database,
            @Schema(example = "main.orders") String table,

            @Schema(description = "Who proposed it") String user,

            @Schema(description = "That were seen, and must be the same when it is done")
            long rows,

            @Schema(description = "What whoever approves must know")
            List<String> notes,

            Instant proposed_at,
            Instant expires_at,
            @Nullable String decided_by,
            @Nullable Instant decided_at,
            @Nullable String reason,
            @Nullable Instant ended_at) {
        public static ApprovalDocument of(Approval approval) {
            return new ApprovalDocument(
                    approval.id(),
                    approval.state().word(),
                    approval.query().sql(),
                    approval.query().parameters().entrySet().stream()
                            .map(entry ->
                                    entry.getKey() + ": " + entry.getValue().raw())
                            .sorted()
                            .toList(),
                    approval.kind(),
                    approval.database(),
                    approval.table(),
                    approval.viewer(),
                    approval.bound().rows(),
                    approval.remarks(),
                    approval.proposedAt(),
                    approval.expiresAt(),
                    approval.decidedBy(),
                    approval.decidedAt(),
                    approval.reason(),
                    approval.ended());
        }
    }

    /// What a write did, or would do.
    @Serdeable
    @Schema(name = "SeenWrite")
    public record SeenDocument(
            @Schema(description = "How many rows it touches")
            long rows,

            @Schema(description = "Of the sample") List<String> columns,

            List<RowDocument> sample,

            @Schema(description = "Business rules that speak of what is written")
            List<RuleDocument> rules,

            @Schema(description = "That fire when it is done")
            List<String> triggers,

            List<String> notes,

            @Schema(description = "Whether the statement itself ran; when not, what it would write was only computed")
            boolean rehearsed,

            @Schema(description = "SHA-256 over all rows before")
            String before_hash,

            @Schema(description = "SHA-256 over all rows after")
            String after_hash,

            @Schema(description = "The SQL that runs, written from the plan")
            String sql) {
        static SeenDocument of(Seen seen) {
            return new SeenDocument(
                    seen.rows(),
                    seen.columns(),
                    seen.sample().stream().map(RowDocument::of).toList(),
                    seen.rules().stream()
                            .map(rule -> new RuleDocument(rule.id(), rule.said(), rule.checked()))
                            .toList(),
                    seen.triggers(),
                    seen.notes(),
                    seen.rehearsed(),
                    seen.hashes().before(),
                    seen.hashes().after(),
                    seen.sql());
        }
    }

    /// One row of the sample; its values as text.
    ///
    /// @param before null for a row that is added
    @Serdeable
    @Schema(name = "SeenRow")
    public record RowDocument(@Nullable List<@Nullable String> before, List<@Nullable String> after) {
        static RowDocument of(Seen.Row row) {
            return new RowDocument(row.before() == null ? null : texts(row.before()), texts(row.after()));
        }

        private static List<@Nullable String> texts(List<@Nullable Object> values) {
            List<@Nullable String> texts = new ArrayList<>();
            for (var value : values) texts.add(value == null ? null : value.toString());
            return texts;
        }
    }

    @Serdeable
    @Schema(name = "CheckedRule")
    public record RuleDocument(
            @Schema(example = "price_not_negative") String id,

            @Schema(example = "A price must not be negative")
            String said,

            @Schema(description = "False when nothing was written that could be checked")
            boolean checked) {}

    /// A list of proposals.
    @Serdeable
    @Schema(name = "Approvals")
    public record ListDocument(List<ApprovalDocument> approvals) {}
}
