package io.datachat.tests.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachat.apex.datapoint.load.LibraryReader;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.Cancellation;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.workspace.Workspaces;
import io.datachat.apex.workspace.card.Cards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A workspace through the eyes of somebody who does not see everything.
class SeenWorkspaceTest {
    @TempDir
    private Path folder;

    @Test
    void what_is_hidden_is_not_on_a_card_and_needed_by_no_exemplar() throws IOException {
        Files.writeString(folder.resolve("datachat.yaml"), """
            version: 1
            name: campaigns
            databases:
              marketing: {type: duckdb, path: demo.duckdb, schemas: [marketing], default_schema: marketing}
            access:
              roles:
                analyst:
                  tables:
                    campaign_budgets: {hidden: [amount]}
                    campaign_texts: {hidden: [campaign_version]}
            """);
        try (var campaigns = Campaigns.open(folder)) {
            var viewer = new Viewer("anna", Set.of("analyst"), false);
            var workspace = Workspaces.named("campaigns", campaigns.apex().workspaces(viewer));
            var cards = Cards.of(workspace, campaigns.apex().model(viewer).library());
            assertFalse(cards.toString().contains("amount / days"), cards.toString());
            assertFalse(cards.stream().anyMatch(card -> card.table().equals("campaign_texts")), "of no known version");
            var budgets = cards.stream()
                    .filter(card -> card.table().equals("campaign_budgets"))
                    .findFirst()
                    .orElseThrow();
            assertFalse(
                    budgets.columns().stream().anyMatch(column -> column.name().equals("amount")));
            assertFalse(workspace.domain().exemplars().stream()
                    .anyMatch(exemplar -> exemplar.sql().contains("b.amount")
                            || exemplar.sql().contains("texts")));
            var asking = new Asking(viewer, Campaigns.NOW, Duration.ofSeconds(60), new Cancellation());
            var hidden = SqlQuery.of("SELECT per_day FROM campaign_budgets").in("campaigns");
            assertThrows(Rejection.class, () -> campaigns.apex().dryRun(hidden, asking));
            assertEquals(
                    3,
                    campaigns
                            .rows(SqlQuery.of("SELECT profile FROM campaigns_latest GROUP BY profile")
                                    .in("campaigns"))
                            .size());
        }
    }

    /// Of a workspace in which a person can read nothing they learn as much as of one that is not there.
    @Test
    void the_name_of_a_workspace_without_readable_tables_is_not_told() throws IOException {
        var first = Files.createDirectories(folder.resolve("first"));
        var second = Files.createDirectories(folder.resolve("second"));
        Campaigns.open(first).close();
        var library = LibraryReader.read(
                        Map.of("w.yaml", Files.readString(first.resolve("datapoints/workspaces/campaigns.yaml"))),
                        LibraryReader.Reading.NOTHING)
                .library();
        var forbidden = library.domains().getFirst().domain().tables().stream()
                .map(table -> "                    " + table.table() + ": {forbidden: true}\n")
                .collect(Collectors.joining());
        Files.writeString(second.resolve("datachat.yaml"), """
            version: 1
            name: campaigns
            databases:
              marketing: {type: duckdb, path: demo.duckdb, schemas: [marketing], default_schema: marketing}
            access:
              roles:
                guest:
                  tables:
            """ + forbidden);
        try (var campaigns = Campaigns.open(second)) {
            var guest = new Viewer("gil", Set.of("guest"), false);
            var asking = new Asking(guest, Campaigns.NOW, Duration.ofSeconds(60), new Cancellation());
            for (var name : List.of("campaigns", "campaign", "nothing")) {
                var refused = assertThrows(
                        Rejection.class,
                        () -> campaigns.apex().dryRun(SqlQuery.of("SELECT 1").in(name), asking));
                assertEquals(
                        "unknown workspace '" + name + "' []",
                        refused.problems().getFirst().message() + " "
                                + refused.problems().getFirst().choices());
            }
        }
    }
}
