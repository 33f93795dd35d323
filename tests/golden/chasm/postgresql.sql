WITH combined AS (
    SELECT
        customers.full_name,
        COUNT(*) AS orders,
        CAST(NULL AS BIGINT) AS sessions,
        CAST(NULL AS DECIMAL(38, 2)) AS revenue
    FROM golden_shop.orders
    LEFT JOIN golden_shop.customers ON orders.customer_id = customers.customer_id
    GROUP BY customers.full_name
    UNION ALL
    SELECT
        customers.full_name,
        CAST(NULL AS BIGINT) AS orders,
        COUNT(*) AS sessions,
        CAST(NULL AS DECIMAL(38, 2)) AS revenue
    FROM golden_shop.sessions
    LEFT JOIN golden_shop.customers ON sessions.customer_id = customers.customer_id
    GROUP BY customers.full_name
    UNION ALL
    SELECT
        customers.full_name,
        CAST(NULL AS BIGINT) AS orders,
        CAST(NULL AS BIGINT) AS sessions,
        SUM(order_lines.quantity * order_lines.unit_price) AS revenue
    FROM golden_shop.order_lines
    LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
    LEFT JOIN golden_shop.customers ON orders.customer_id = customers.customer_id
    GROUP BY customers.full_name
)
SELECT
    full_name,
    COALESCE(MAX(orders), 0) AS orders,
    COALESCE(MAX(sessions), 0) AS sessions,
    MAX(revenue) AS revenue
FROM combined
GROUP BY full_name
ORDER BY full_name COLLATE "C"
