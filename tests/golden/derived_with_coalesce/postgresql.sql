WITH combined AS (
    SELECT
        orders.channel,
        SUM(order_lines.quantity * order_lines.unit_price) AS revenue,
        CAST(NULL AS DECIMAL(38, 2)) AS refunded
    FROM golden_shop.order_lines
    LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
    GROUP BY orders.channel
    UNION ALL
    SELECT orders.channel, CAST(NULL AS DECIMAL(38, 2)) AS revenue, SUM(refunds.amount) AS refunded
    FROM golden_shop.refunds
    LEFT JOIN golden_shop.orders ON refunds.order_id = orders.order_id
    GROUP BY orders.channel
)
SELECT
    channel,
    MAX(revenue) - COALESCE(MAX(refunded), 0) AS net_revenue,
    MAX(revenue) - MAX(refunded) AS strict_net_revenue
FROM combined
GROUP BY channel
ORDER BY channel COLLATE "C"
