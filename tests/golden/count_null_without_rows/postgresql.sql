WITH combined AS (
    SELECT channel, COUNT(*) AS orders, CAST(NULL AS BIGINT) AS cancelling_buyers
    FROM golden_shop.orders
    GROUP BY channel
    UNION ALL
    SELECT channel, CAST(NULL AS BIGINT) AS orders, COUNT(DISTINCT customer_id) AS cancelling_buyers
    FROM golden_shop.orders
    WHERE status = 'cancelled'
    GROUP BY channel
)
SELECT channel, COALESCE(MAX(orders), 0) AS orders, MAX(cancelling_buyers) AS cancelling_buyers
FROM combined
GROUP BY channel
ORDER BY channel COLLATE "C"
