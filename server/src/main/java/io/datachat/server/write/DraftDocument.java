package io.datachat.server.write;

import io.datachat.apex.draft.Draft;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// A migration there and back. Nothing of it was run.
@Serdeable
@Schema(name = "Draft")
public record DraftDocument(
        String database,

        @Schema(description = "For the files of both scripts", example = "0001_delete_from_orders")
        String name,

        @Schema(description = "The text as it was asked") String sql,

        @Schema(description = "Its values, `name: value`") List<String> parameters,

        @Schema(description = "Script that does it") String up,

        @Schema(description = "Script that undoes it") String down,

        @Schema(description = "Locks, dependents, rows, and what is not undone")
        List<String> notes,

        @Schema(description = "Rows that it touches now, or -1 where that is no question of rows")
        long rows) {
    public static DraftDocument of(Draft draft) {
        return new DraftDocument(
                draft.database(),
                draft.name(),
                draft.sql(),
                draft.parameters(),
                draft.up(),
                draft.down(),
                draft.notes(),
                draft.rows());
    }
}
