SELECT orders.channel, SUM(order_lines.quantity * order_lines.unit_price) AS status_revenue
FROM main.order_lines
LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
WHERE orders.ordered_at >= ?
  AND orders.ordered_at < ?
  AND orders.status = ?
GROUP BY orders.channel
ORDER BY channel
