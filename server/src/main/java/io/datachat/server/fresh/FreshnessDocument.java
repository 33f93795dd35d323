package io.datachat.server.fresh;

import io.datachat.apex.fresh.TriggerScript;
import io.datachat.apex.fresh.ViewStatus;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How fresh the views of a project are, as HTTP and the command say it.
@Serdeable
@Schema(name = "Freshness")
public record FreshnessDocument(List<ViewDocument> views) {
    public static FreshnessDocument of(List<ViewStatus> status) {
        return new FreshnessDocument(status.stream().map(ViewDocument::of).toList());
    }

    @Serdeable
    @Schema(name = "ViewFreshness")
    public record ViewDocument(
            @Schema(example = "shop") String database,

            @Schema(example = "shop.campaigns_latest") String view,

            @Schema(
                    type = "string",
                    allowableValues = {"fresh", "pending", "standby", "deaf", "failing", "refused", "away", "off"})
            String state,

            @Schema(description = "Whose changes make it old")
            List<String> tables,

            @Schema(description = "Those of them that do not tell of their changes: they have no trigger")
            List<String> missing_triggers,

            @Schema(description = "Views that are refreshed before it")
            List<String> after,

            @Schema(description = "When a change was last told") @Nullable
            Instant last_change,

            @Schema(description = "When the first change was told that it does not show; null when there is none")
            @Nullable
            Instant pending_since,

            @Nullable Instant last_refresh,

            @Schema(description = "How long the last refresh took, in milliseconds") @Nullable
            Long took_ms,

            @Schema(description = "Since the server started")
            long refreshes,

            @Schema(description = "Of the state; empty when there is nothing to say")
            String why,

            List<String> notes) {
        static ViewDocument of(ViewStatus status) {
            return new ViewDocument(
                    status.database(),
                    status.view(),
                    status.state().word(),
                    status.tables(),
                    status.silent(),
                    status.after(),
                    status.lastChange(),
                    status.pendingSince(),
                    status.lastRefresh(),
                    status.took() == null ? null : status.took().toMillis(),
                    status.refreshes(),
                    status.why(),
                    status.notes());
        }
    }

    /// @param missing_triggers how many tables do not tell yet
    @Serdeable
    @Schema(name = "FreshnessTriggers")
    public record TriggerDocument(
            @Schema(example = "shop") String database, String up, String down, int missing_triggers) {
        public static TriggerDocument of(TriggerScript draft) {
            return new TriggerDocument(draft.database(), draft.up(), draft.down(), draft.missing());
        }
    }
}
