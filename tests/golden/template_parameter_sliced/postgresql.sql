SELECT orders.channel, SUM(order_lines.quantity * order_lines.unit_price) AS status_revenue
FROM golden_shop.order_lines
LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
WHERE orders.ordered_at >= ?
  AND orders.ordered_at < ?
  AND orders.status = ?
GROUP BY orders.channel
ORDER BY orders.channel COLLATE "C"
