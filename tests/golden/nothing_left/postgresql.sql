WITH orders AS (
    SELECT COUNT(*) AS orders
    FROM golden_shop.orders
    WHERE status = ?
), revenue AS (
    SELECT SUM(order_lines.quantity * order_lines.unit_price) AS revenue
    FROM golden_shop.order_lines
    LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
    WHERE orders.status = ?
)
SELECT
    orders.orders,
    revenue.revenue,
    CAST(revenue.revenue AS DOUBLE PRECISION) / NULLIF(orders.orders, 0) AS order_value
FROM orders
CROSS JOIN revenue
