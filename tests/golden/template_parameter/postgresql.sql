SELECT SUM(order_lines.quantity * order_lines.unit_price) AS status_revenue
FROM golden_shop.order_lines
LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
WHERE orders.status = ?
