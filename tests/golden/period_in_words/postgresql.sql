WITH orders AS (
    SELECT COUNT(*) AS orders
    FROM golden_shop.orders
    WHERE ordered_at >= ?
      AND ordered_at < ?
), revenue AS (
    SELECT SUM(order_lines.quantity * order_lines.unit_price) AS revenue
    FROM golden_shop.order_lines
    LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
    WHERE orders.ordered_at >= ?
      AND orders.ordered_at < ?
)
SELECT orders.orders, revenue.revenue
FROM orders
CROSS JOIN revenue
