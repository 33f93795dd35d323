WITH combined AS (
    SELECT customer_id AS customer, COUNT(*) AS orders, CAST(NULL AS BIGINT) AS sessions
    FROM golden_shop.orders
    GROUP BY customer_id
    UNION ALL
    SELECT customer_id AS customer, CAST(NULL AS BIGINT) AS orders, COUNT(*) AS sessions
    FROM golden_shop.sessions
    GROUP BY customer_id
)
SELECT customer, COALESCE(MAX(orders), 0) AS orders, COALESCE(MAX(sessions), 0) AS sessions
FROM combined
GROUP BY customer
ORDER BY customer
