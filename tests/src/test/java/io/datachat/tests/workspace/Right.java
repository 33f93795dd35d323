package io.datachat.tests.workspace;

import java.util.List;

/// Queries that keep to the workspace, one for each place in which tables can meet.
final class Right {
    private static final String WHOLE =
            "t.campaign_id = c.id AND t.profile = c.profile AND t.campaign_version = c.version";

    private Right() {}

    static List<String> all() {
        return List.of(
                "SELECT count(*) FROM campaigns_latest",
                "SELECT count(DISTINCT id) FROM campaigns",
                "SELECT max(version) FROM campaigns",
                "SELECT id, profile, version FROM campaigns",
                "SELECT version, count(*) FROM campaigns GROUP BY version",
                "SELECT count(*) FROM campaigns WHERE version = 1",
                "SELECT count(*) FROM campaign_texts WHERE campaign_version = 2",
                "SELECT c.name, t.headline FROM campaigns c JOIN campaign_texts t ON " + WHOLE,
                "SELECT c.name, t.headline FROM campaigns c, campaign_texts t WHERE " + WHOLE,
                "SELECT c.name, t.headline FROM campaigns c LEFT JOIN campaign_texts t ON " + WHOLE,
                "SELECT c.name, t.headline FROM campaigns c RIGHT JOIN campaign_texts t ON " + WHOLE,
                "SELECT c.name, t.headline FROM campaigns c FULL JOIN campaign_texts t ON " + WHOLE,
                "SELECT c.name FROM campaigns c WHERE EXISTS (SELECT 1 FROM campaign_texts t WHERE " + WHOLE + ")",
                "SELECT c.name FROM campaigns c WHERE NOT EXISTS (SELECT 1 FROM campaign_texts t WHERE " + WHOLE + ")",
                "SELECT c.name FROM campaigns c WHERE (c.id, c.profile, c.version) IN (SELECT campaign_id, profile,"
                        + " campaign_version FROM campaign_texts)",
                "SELECT c.name, (SELECT count(*) FROM campaign_texts t WHERE " + WHOLE + ") AS texts FROM campaigns c",
                "WITH newest AS (SELECT id, profile, version, name FROM campaigns_latest) SELECT c.name, t.headline"
                        + " FROM newest c JOIN campaign_texts t ON " + WHOLE,
                "SELECT c.name, t.n FROM campaigns_latest c JOIN (SELECT campaign_id, profile, campaign_version,"
                        + " count(*) AS n FROM campaign_texts GROUP BY campaign_id, profile, campaign_version) t"
                        + " ON " + WHOLE,
                "SELECT c.name FROM campaigns c JOIN campaign_texts t ON " + WHOLE
                        + " UNION ALL SELECT name FROM offers_latest",
                "SELECT x.name, t.headline FROM (SELECT id, profile, version, name FROM campaigns_latest UNION ALL"
                    + " SELECT id, profile, version, name FROM campaigns WHERE version = 1) x JOIN campaign_texts t ON"
                    + " t.campaign_id = x.id AND t.profile = x.profile AND t.campaign_version = x.version",
                "SELECT t.headline, b.amount FROM campaign_texts t JOIN campaign_budgets b USING (campaign_id, profile,"
                        + " campaign_version)",
                "SELECT t.headline, b.amount FROM campaign_texts t NATURAL JOIN campaign_budgets b",
                "SELECT c.name, b.amount FROM campaigns c JOIN campaign_budgets b ON b.campaign_id = c.id AND"
                        + " b.profile = c.profile WHERE c.version = 2 AND b.campaign_version = 2",
                "SELECT c.name, t.headline FROM campaigns c JOIN campaign_texts t ON " + WHOLE
                        + " AND t.headline = c.name",
                "SELECT c.name, o.name FROM campaigns_latest c JOIN campaign_offers co ON co.campaign_id = c.id AND"
                        + " co.profile = c.profile AND co.campaign_version = c.version JOIN offers_latest o ON o.id ="
                        + " co.offer_id AND o.profile = c.profile",
                "SELECT name, (SELECT avg(amount) FROM events) FROM campaigns_latest",
                "SELECT name FROM campaigns_latest WHERE id > (SELECT avg(id) FROM offers_latest)",
                "SELECT a.name FROM campaigns a JOIN campaigns b ON a.id = b.id AND a.profile = b.profile AND"
                        + " a.version = b.version",
                "SELECT c.name, n.name FROM campaigns c JOIN campaigns_latest n ON n.id = c.id AND n.profile ="
                        + " c.profile AND n.version = c.version",
                "SELECT sum(b.amount) FROM campaigns_latest c LEFT JOIN campaign_budgets b ON b.campaign_id = c.id AND"
                        + " b.profile = c.profile AND b.campaign_version = c.version",
                "SELECT sum(amount) FROM campaign_budgets b WHERE EXISTS (SELECT 1 FROM campaigns_latest c WHERE c.id"
                        + " = b.campaign_id AND c.profile = b.profile AND c.version = b.campaign_version) AND"
                        + " campaign_version = 1",
                "SELECT per_day FROM campaign_budgets WHERE per_day > 100",
                "SELECT o.price_now FROM offers_latest o JOIN events e ON e.offer_id = o.id AND e.profile = o.profile",
                "SELECT c.name FROM campaigns c JOIN campaign_texts t ON (t.campaign_id, t.profile,"
                        + " t.campaign_version) = (c.id, c.profile, c.version)",
                "SELECT c.name FROM campaigns_latest c CROSS JOIN (VALUES (1), (2)) AS n(x)");
    }
}
