package io.datachat.tests.workspace;

import java.util.List;

/// Queries that PostgreSQL would run, and that count or match what does not belong together.
final class Wrong {
    private static final String PART = "t.campaign_id = c.id AND t.profile = c.profile";

    private Wrong() {}

    static List<String> all() {
        return List.of(
                "SELECT c.name, t.headline FROM campaigns c JOIN campaign_texts t ON " + PART,
                "SELECT c.name, t.headline FROM campaigns c, campaign_texts t WHERE " + PART,
                "SELECT c.name, t.headline FROM campaigns c LEFT JOIN campaign_texts t ON " + PART,
                "SELECT c.name, t.headline FROM campaigns c CROSS JOIN campaign_texts t",
                "SELECT c.name, t.headline FROM campaigns c, campaign_texts t",
                "SELECT c.name, t.headline FROM campaigns c JOIN campaign_texts t ON true",
                "SELECT c.name, t.headline FROM campaigns c JOIN campaign_texts t ON " + PART
                        + " AND t.campaign_version >= c.version",
                "SELECT c.name, t.headline FROM campaigns c JOIN campaign_texts t ON " + PART
                        + " AND t.campaign_version = c.version + 1",
                "SELECT c.name, t.headline FROM campaigns c JOIN campaign_texts t ON " + PART
                        + " AND (t.campaign_version = c.version OR t.language = 'de')",
                "SELECT c.name FROM campaigns c WHERE EXISTS (SELECT 1 FROM campaign_texts t WHERE " + PART + ")",
                "SELECT c.name FROM campaigns c WHERE EXISTS (SELECT 1 FROM campaign_texts t)",
                "SELECT c.name FROM campaigns c WHERE c.id IN (SELECT campaign_id FROM campaign_texts)",
                "SELECT c.name FROM campaigns c WHERE c.id = ANY (SELECT campaign_id FROM campaign_texts)",
                "SELECT c.name, (SELECT max(t.headline) FROM campaign_texts t WHERE " + PART + ") FROM campaigns c",
                "WITH newest AS (SELECT id, profile, version, name FROM campaigns_latest) SELECT c.name, t.headline"
                        + " FROM newest c JOIN campaign_texts t ON " + PART,
                "SELECT c.name, t.n FROM campaigns_latest c JOIN (SELECT campaign_id, profile, campaign_version,"
                        + " count(*) AS n FROM campaign_texts GROUP BY campaign_id, profile, campaign_version) t"
                        + " ON " + PART,
                "SELECT x.name, t.headline FROM (SELECT id, profile, version, name FROM campaigns_latest UNION ALL"
                    + " SELECT id, profile, version, name FROM offers_latest) x JOIN campaign_texts t ON t.campaign_id"
                    + " = x.id AND t.profile = x.profile AND t.campaign_version = x.version",
                "SELECT name FROM offers_latest UNION ALL SELECT c.name FROM campaigns c JOIN campaign_texts t ON "
                        + PART,
                "SELECT t.headline, b.amount FROM campaign_texts t JOIN campaign_budgets b USING (campaign_id,"
                        + " profile)",
                "SELECT c.name, o.name FROM campaigns_latest c JOIN campaign_offers co ON co.campaign_id = c.id AND"
                        + " co.profile = c.profile AND co.campaign_version = c.version JOIN offers_latest o ON o.id ="
                        + " co.offer_id",
                "SELECT c.name, o.name FROM campaigns_latest c JOIN campaign_offers co ON co.campaign_id = c.id AND"
                        + " co.profile = c.profile AND co.campaign_version = c.version JOIN offers_latest o ON o.id ="
                        + " co.offer_id AND o.profile = co.profile AND o.version = co.campaign_version",
                "SELECT c.name FROM campaigns_latest c JOIN offers_latest o ON o.id = c.id AND o.profile = c.profile",
                "SELECT a.name FROM campaigns a JOIN campaigns b ON a.id = b.id AND a.profile = b.profile",
                "SELECT c.name, x.headline FROM campaigns c, LATERAL (SELECT t.headline FROM campaign_texts t WHERE "
                        + PART + " LIMIT 1) x",
                "SELECT c.name FROM campaigns c JOIN campaign_texts t ON " + PART
                        + " AND t.campaign_version = :v AND c.version = 3".replace(":v", "2"),
                "SELECT c.name FROM campaigns_latest c LEFT JOIN campaign_budgets b ON b.campaign_id = c.id AND"
                        + " b.profile = c.profile AND b.campaign_version = c.version AND b.days = c.id LEFT JOIN"
                        + " campaign_texts t ON t.campaign_id = b.campaign_id AND t.profile = c.profile",
                "SELECT count(*) FROM campaigns",
                "SELECT sum(amount) FROM campaign_budgets",
                "SELECT avg(price) FROM offers",
                "SELECT id, count(*) FROM campaigns GROUP BY id",
                "SELECT sum(n) FROM (SELECT version, count(*) AS n FROM campaigns GROUP BY version) x",
                "SELECT sum(b.amount) FROM campaigns c JOIN campaign_budgets b ON b.campaign_id = c.id AND b.profile ="
                        + " c.profile AND b.campaign_version = c.version",
                "SELECT sum(b.amount) FROM campaign_budgets b LEFT JOIN campaigns_latest c ON b.campaign_id = c.id AND"
                        + " b.profile = c.profile AND b.campaign_version = c.version",
                "SELECT sum(b.amount) FROM campaigns_latest c JOIN campaign_budgets b ON b.campaign_id = c.id AND"
                        + " b.profile = c.profile AND b.campaign_version = c.version JOIN campaign_texts t ON"
                        + " t.campaign_id = c.id AND t.profile = c.profile AND t.campaign_version = c.version");
    }
}
