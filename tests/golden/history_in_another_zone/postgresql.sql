SELECT memberships.plan, COUNT(*) AS sessions
FROM golden_shop.sessions
LEFT JOIN golden_shop.memberships ON sessions.customer_id = memberships.customer_id AND (sessions.started_at AT TIME ZONE 'America/New_York') >= (memberships.since AT TIME ZONE 'Asia/Kolkata') AND (memberships.until IS NULL OR (sessions.started_at AT TIME ZONE 'America/New_York') < (memberships.until AT TIME ZONE 'Asia/Kolkata'))
GROUP BY memberships.plan
ORDER BY memberships.plan COLLATE "C"
