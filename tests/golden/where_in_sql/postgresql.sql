WITH combined AS (
    SELECT customers.tier, COUNT(*) AS orders, CAST(NULL AS BIGINT) AS sessions
    FROM golden_shop.orders
    LEFT JOIN golden_shop.customers ON orders.customer_id = customers.customer_id
    WHERE (orders.ordered_at >= TIMESTAMP '2025-01-01 00:00:00' OR customers.tier = 'gold')
    GROUP BY customers.tier
    UNION ALL
    SELECT customers.tier, CAST(NULL AS BIGINT) AS orders, COUNT(*) AS sessions
    FROM golden_shop.sessions
    LEFT JOIN golden_shop.customers ON sessions.customer_id = customers.customer_id
    WHERE (((sessions.started_at AT TIME ZONE 'America/New_York') AT TIME ZONE 'UTC') >= TIMESTAMP '2025-01-01 00:00:00' OR customers.tier = 'gold')
    GROUP BY customers.tier
)
SELECT tier, COALESCE(MAX(orders), 0) AS orders, COALESCE(MAX(sessions), 0) AS sessions
FROM combined
GROUP BY tier
ORDER BY tier COLLATE "C"
