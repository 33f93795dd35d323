WITH top_order_lines AS (
    SELECT orders.channel, TRUE AS found
    FROM golden_shop.order_lines
    LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
    WHERE orders.ordered_at >= ?
      AND orders.ordered_at < ?
    GROUP BY orders.channel
    ORDER BY SUM(order_lines.quantity * order_lines.unit_price) DESC NULLS LAST, orders.channel COLLATE "C"
    LIMIT 2
), combined AS (
    SELECT
        CAST(DATE_TRUNC('quarter', orders.ordered_at) AS DATE) AS quarter,
        top_order_lines.channel,
        top_order_lines.found IS NULL AS channel_other,
        SUM(order_lines.quantity * order_lines.unit_price) AS revenue,
        CAST(NULL AS BIGINT) AS orders
    FROM golden_shop.order_lines
    LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
    LEFT JOIN top_order_lines ON orders.channel IS NOT DISTINCT FROM top_order_lines.channel
    WHERE orders.ordered_at >= ?
      AND orders.ordered_at < ?
    GROUP BY 1, top_order_lines.channel, 3
    UNION ALL
    SELECT
        CAST(DATE_TRUNC('quarter', orders.ordered_at) AS DATE) AS quarter,
        top_order_lines.channel,
        top_order_lines.found IS NULL AS channel_other,
        CAST(NULL AS DECIMAL(38, 2)) AS revenue,
        COUNT(*) AS orders
    FROM golden_shop.orders
    LEFT JOIN top_order_lines ON orders.channel IS NOT DISTINCT FROM top_order_lines.channel
    WHERE orders.ordered_at >= ?
      AND orders.ordered_at < ?
    GROUP BY 1, top_order_lines.channel, 3
)
SELECT quarter, channel, channel_other, MAX(revenue) AS revenue, COALESCE(MAX(orders), 0) AS orders
FROM combined
GROUP BY quarter, channel, channel_other
ORDER BY quarter, channel COLLATE "C", channel_other
