WITH combined AS (
    SELECT
        orders.channel,
        SUM(order_lines.quantity * order_lines.unit_price) AS status_revenue,
        CAST(NULL AS BIGINT) AS orders
    FROM main.order_lines
    LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
    WHERE orders.status = ?
    GROUP BY orders.channel
    UNION ALL
    SELECT channel, CAST(NULL AS DECIMAL(38, 2)) AS status_revenue, COUNT(*) AS orders
    FROM main.orders
    GROUP BY channel
)
SELECT channel, MAX(status_revenue) AS status_revenue, COALESCE(MAX(orders), 0) AS orders
FROM combined
GROUP BY channel
ORDER BY channel
