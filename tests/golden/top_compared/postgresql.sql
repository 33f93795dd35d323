WITH top_orders AS (
    SELECT channel, TRUE AS found
    FROM golden_shop.orders
    WHERE ordered_at >= ?
      AND ordered_at < ?
    GROUP BY channel
    ORDER BY COUNT(*) DESC NULLS LAST, channel COLLATE "C"
    LIMIT 1
), combined AS (
    SELECT
        top_orders.channel,
        top_orders.found IS NULL AS channel_other,
        COUNT(*) AS orders,
        CAST(NULL AS BIGINT) AS orders_previous
    FROM golden_shop.orders
    LEFT JOIN top_orders ON orders.channel IS NOT DISTINCT FROM top_orders.channel
    WHERE orders.ordered_at >= ?
      AND orders.ordered_at < ?
    GROUP BY top_orders.channel, 2
    UNION ALL
    SELECT
        top_orders.channel,
        top_orders.found IS NULL AS channel_other,
        CAST(NULL AS BIGINT) AS orders,
        COUNT(*) AS orders_previous
    FROM golden_shop.orders
    LEFT JOIN top_orders ON orders.channel IS NOT DISTINCT FROM top_orders.channel
    WHERE orders.ordered_at >= ?
      AND orders.ordered_at < ?
    GROUP BY top_orders.channel, 2
), orders_totals AS (
    SELECT channel, channel_other, MAX(orders) AS orders, MAX(orders_previous) AS orders_previous
    FROM combined
    GROUP BY channel, channel_other
), orders AS (
    SELECT COUNT(*) AS orders
    FROM golden_shop.orders
    WHERE ordered_at >= ?
      AND ordered_at < ?
)
SELECT
    orders_totals.channel,
    orders_totals.channel_other,
    COALESCE(orders_totals.orders, 0) AS orders,
    COALESCE(orders_totals.orders_previous, 0) AS orders_previous,
    COALESCE(orders_totals.orders, 0) - COALESCE(orders_totals.orders_previous, 0) AS orders_change,
    CAST(100 * (COALESCE(orders_totals.orders, 0) - COALESCE(orders_totals.orders_previous, 0)) AS DOUBLE PRECISION) / NULLIF(COALESCE(orders_totals.orders_previous, 0), 0) AS orders_change_pct,
    CAST(COALESCE(orders_totals.orders, 0) AS DOUBLE PRECISION) / NULLIF(orders.orders, 0) AS orders_share
FROM orders_totals
CROSS JOIN orders
ORDER BY channel_other, 3 DESC NULLS LAST, orders_totals.channel COLLATE "C"
