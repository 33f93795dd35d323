package io.datachat.tests.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.Viewer;
import io.datachat.apex.workspace.Workspaces;
import io.datachat.apex.workspace.card.Cards;
import io.datachat.apex.workspace.scaffold.Scaffold;
import io.datachat.apex.workspace.scaffold.Wanted;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The workspace of the demo campaigns.
class WorkspaceTest {
    @TempDir
    static Path folder;

    private static Campaigns campaigns;

    @BeforeAll
    static void open() {
        campaigns = Campaigns.open(folder);
    }

    @AfterAll
    static void close() {
        campaigns.close();
    }

    private static String told(String sql) {
        var problems = campaigns.refusal(sql);
        assertFalse(problems.isEmpty(), sql);
        return String.join("\n", problems.stream().map(Problem::line).toList());
    }

    @Test
    void the_workspace_of_the_demo_has_no_problem() {
        assertEquals(List.of(), campaigns.apex().problems());
    }

    @ParameterizedTest
    @MethodSource("io.datachat.tests.workspace.Right#all")
    void what_is_right_runs(String sql) {
        assertEquals(List.of(), campaigns.refusal(sql), sql);
    }

    @ParameterizedTest
    @MethodSource("io.datachat.tests.workspace.Wrong#all")
    void what_is_wrong_is_refused(String sql) {
        var told = told(sql);
        assertTrue(told.contains("[CK20"), told);
    }

    @Test
    void a_table_outside_is_as_unknown_as_one_that_is_not_there() {
        assertTrue(told("SELECT name FROM staff").contains("unknown table 'staff'"));
        var misspelt = told("SELECT * FROM campaing_texts");
        assertTrue(misspelt.contains("did you mean campaign_texts"), misspelt);
        assertTrue(told("SELECT * FROM campaigns_latest WHERE id IN (SELECT staff_id FROM staff)")
                .contains("unknown table 'staff'"));
    }

    @Test
    void the_link_on_the_wrong_version_finds_nothing_and_is_refused_with_the_right_edge() throws SQLException {
        var wrong =
                "SELECT o.name FROM offers o JOIN campaign_offers co ON co.offer_id = o.id AND co.profile = o.profile"
                        + " AND co.campaign_version = o.version";
        assertEquals(List.of(), campaigns.plain(wrong));
        var told = told(wrong);
        assertTrue(told.contains("campaign_offers.campaign_version is the version of the campaign"), told);
        assertTrue(told.contains("campaign_offers names the offer but none of its versions"), told);
        var right = "SELECT o.name FROM offers_latest o JOIN campaign_offers co ON co.offer_id = o.id AND co.profile ="
                + " o.profile";
        assertFalse(campaigns.plain(right).isEmpty());
        assertEquals(campaigns.plain(right), campaigns.rows(new SqlQuery(right, Map.of(), null, "campaigns", 100_000)));
    }

    private static String generated(String... tables) {
        var workspace = Workspaces.named("campaigns", campaigns.apex().workspaces(Viewer.LOCAL));
        var sql = Scaffold.of(workspace, new Wanted(List.of(tables), List.of(), List.of(), false))
                .sql();
        assertEquals(List.of(), campaigns.refusal(sql), sql);
        return sql;
    }

    @Test
    void sql_is_made_along_the_shortest_way_over_the_newest_versions() {
        assertTrue(
                generated("campaign", "campaign_offers", "offers").endsWith("""
                    FROM campaigns_latest
                    JOIN campaign_offers ON campaign_offers.campaign_id = campaigns_latest.id AND campaign_offers.profile = \
                    campaigns_latest.profile AND campaign_offers.campaign_version = campaigns_latest.version
                    JOIN offers_latest ON offers_latest.id = campaign_offers.offer_id AND offers_latest.profile = \
                    campaign_offers.profile\
                    """),
                generated("campaign", "campaign_offers", "offers"));
        generated("campaigns", "campaign_texts", "campaign_budgets");
        generated("events", "campaign_texts");
        var ambiguous = assertThrows(Rejection.class, () -> generated("campaigns", "offers"));
        assertEquals(
                List.of("campaign_offers", "events"),
                ambiguous.problems().getFirst().choices());
        var workspace = Workspaces.named("campaigns", campaigns.apex().workspaces(Viewer.LOCAL));
        var filtered = Scaffold.of(
                workspace,
                new Wanted(
                        List.of("campaigns", "events"),
                        List.of("name", "kind"),
                        List.of("running", "events.amount > 50"),
                        false));
        assertEquals(List.of(), campaigns.refusal(filtered.sql()), filtered.sql());
        assertTrue(filtered.sql().contains("(campaigns_latest.status = 'active') AND (events.amount > 50)"));
        var unknown = assertThrows(
                Rejection.class,
                () -> Scaffold.of(workspace, new Wanted(List.of("ofers"), List.of(), List.of(), false)));
        assertEquals(List.of("offers"), unknown.problems().getFirst().choices().subList(0, 1));
    }

    @Test
    void a_card_tells_what_whoever_writes_sql_must_know() {
        var workspace = Workspaces.named("campaigns", campaigns.apex().workspaces(Viewer.LOCAL));
        var cards = Cards.of(workspace, campaigns.apex().library());
        var link = cards.stream()
                .filter(card -> card.table().equals("campaign_offers"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of(
                        "carries the version of the campaign (campaign_version)",
                        "names the offer without a version: the newest is meant"),
                link.versions());
        assertTrue(link.joins().stream()
                .anyMatch(join -> join.on()
                        .equals("campaign_offers.offer_id = offers_latest.id AND campaign_offers.profile ="
                                + " offers_latest.profile")));
        var budgets = cards.stream()
                .filter(card -> card.table().equals("campaign_budgets"))
                .findFirst()
                .orElseThrow();
        assertEquals("amount / days", budgets.columns().getLast().expression());
    }

    @Test
    void the_receipt_tells_what_was_joined_and_why_where_the_newest_comes_from_and_what_filters() {
        var query = SqlQuery.of("SELECT sum(b.amount) AS budget FROM campaigns_latest c JOIN campaign_budgets b ON"
                        + " b.campaign_id = c.id AND b.profile = c.profile AND b.campaign_version = c.version WHERE"
                        + " c.status = 'active' AND c.starts_on >= DATE '2026-01-01'")
                .in("campaigns");
        assertEquals(
                List.of(
                        "newest: campaigns_latest holds the newest version of each campaign of campaigns",
                        "joined: campaign_budgets.campaign_id = campaigns_latest.id AND campaign_budgets.profile ="
                                + " campaigns_latest.profile AND campaign_budgets.campaign_version ="
                                + " campaigns_latest.version, because campaign_budgets carries the version of the"
                                + " campaign (campaign_version)",
                        "filter: campaigns_latest.status = 'active'",
                        "filter: campaigns_latest.starts_on >= 2026-01-01"),
                campaigns
                        .apex()
                        .dryRun(query, Asking.local(Campaigns.NOW))
                        .receipt()
                        .notes());
    }
}
