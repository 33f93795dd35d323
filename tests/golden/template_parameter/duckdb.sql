SELECT SUM(order_lines.quantity * order_lines.unit_price) AS status_revenue
FROM main.order_lines
LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
WHERE orders.status = ?
