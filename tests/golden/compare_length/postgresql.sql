WITH orders AS (
    SELECT COUNT(*) AS orders
    FROM golden_shop.orders
    WHERE ordered_at >= ?
      AND ordered_at < ?
), orders_2 AS (
    SELECT COUNT(*) AS orders
    FROM golden_shop.orders
    WHERE ordered_at >= ?
      AND ordered_at < ?
)
SELECT
    orders.orders,
    orders_2.orders AS orders_previous,
    orders.orders - orders_2.orders AS orders_change,
    CAST(100 * (orders.orders - orders_2.orders) AS DOUBLE PRECISION) / NULLIF(orders_2.orders, 0) AS orders_change_pct
FROM orders
CROSS JOIN orders_2
