WITH orders AS (
    SELECT COUNT(*) AS orders
    FROM main.orders
    WHERE status = ?
), revenue AS (
    SELECT SUM(order_lines.quantity * order_lines.unit_price) AS revenue
    FROM main.order_lines
    LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
    WHERE orders.status = ?
)
SELECT
    orders.orders,
    revenue.revenue,
    CAST(revenue.revenue AS DOUBLE) / NULLIF(orders.orders, 0) AS order_value
FROM orders
CROSS JOIN revenue
