package io.datachat.server.workspace;

import io.datachat.apex.workspace.card.Card;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What whoever writes SQL must know of a table.
@Serdeable
@Schema(name = "Card")
record CardDocument(
        @Schema(example = "orders") String table,

        @Schema(
                type = "string",
                allowableValues = {"table", "view", "materialized_view"})
        String kind,

        @Nullable String description,

        @Schema(description = "What one row is") @Nullable String grain,

        List<String> synonyms,
        List<CardColumn> columns,

        @Schema(description = "Columns that tell its rows apart")
        List<List<String>> keys,

        @Schema(description = "The only ways to join it") List<CardJoin> joins,

        @Schema(description = "Which versions its rows are") List<String> versions,

        List<String> json,
        List<CardFilter> filters,
        List<String> safety) {
    static CardDocument of(Card card) {
        return new CardDocument(
                card.table(),
                card.kind(),
                card.description(),
                card.grain(),
                card.synonyms(),
                card.columns().stream()
                        .map(column -> new CardColumn(
                                column.name(),
                                column.type(),
                                column.nullable(),
                                column.description(),
                                column.values(),
                                column.expression()))
                        .toList(),
                card.keys(),
                card.joins().stream()
                        .map(join -> new CardJoin(join.to(), join.on(), join.cardinality(), join.why()))
                        .toList(),
                card.versions(),
                card.json(),
                card.filters().entrySet().stream()
                        .map(filter -> new CardFilter(filter.getKey(), filter.getValue()))
                        .toList(),
                card.safety());
    }

    @Serdeable
    record CardColumn(
            String name,
            String type,
            boolean nullable,
            @Nullable String description,
            List<String> values,

            @Schema(description = "What a derived field is calculated of") @Nullable
            String expression) {}

    @Serdeable
    record CardJoin(
            String to,
            String on,

            @Schema(
                    type = "string",
                    allowableValues = {"many_to_one", "one_to_one", "one_to_many", "many_to_many"})
            String cardinality,

            String why) {}

    @Serdeable
    record CardFilter(String name, String where) {}
}
