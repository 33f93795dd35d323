SELECT orders.channel, SUM(order_lines.quantity * order_lines.unit_price) AS revenue
FROM main.order_lines
LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
GROUP BY orders.channel
ORDER BY revenue DESC, channel
LIMIT ?
