WITH combined AS (
    SELECT
        orders.channel,
        SUM(order_lines.quantity * order_lines.unit_price) AS revenue,
        CAST(NULL AS DECIMAL(38, 2)) AS revenue_previous
    FROM golden_shop.order_lines
    LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
    WHERE orders.ordered_at >= ?
      AND orders.ordered_at < ?
    GROUP BY orders.channel
    UNION ALL
    SELECT
        orders.channel,
        CAST(NULL AS DECIMAL(38, 2)) AS revenue,
        SUM(order_lines.quantity * order_lines.unit_price) AS revenue_previous
    FROM golden_shop.order_lines
    LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
    WHERE orders.ordered_at >= ?
      AND orders.ordered_at < ?
    GROUP BY orders.channel
)
SELECT
    channel,
    MAX(revenue) AS revenue,
    MAX(revenue_previous) AS revenue_previous,
    MAX(revenue) - MAX(revenue_previous) AS revenue_change,
    CAST(100 * (MAX(revenue) - MAX(revenue_previous)) AS DOUBLE PRECISION) / NULLIF(MAX(revenue_previous), 0) AS revenue_change_pct
FROM combined
GROUP BY channel
ORDER BY channel COLLATE "C"
