WITH combined AS (
    SELECT
        orders.channel,
        SUM(order_lines.quantity * order_lines.unit_price) AS revenue,
        CAST(NULL AS BIGINT) AS orders
    FROM golden_shop.order_lines
    LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
    GROUP BY orders.channel
    UNION ALL
    SELECT channel, CAST(NULL AS DECIMAL(38, 2)) AS revenue, COUNT(*) AS orders
    FROM golden_shop.orders
    GROUP BY channel
)
SELECT
    channel,
    CAST(MAX(revenue) AS DOUBLE PRECISION) / NULLIF(COALESCE(MAX(orders), 0), 0) AS order_value
FROM combined
GROUP BY channel
ORDER BY channel COLLATE "C"
