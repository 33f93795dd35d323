SELECT orders.channel, SUM(order_lines.quantity * order_lines.unit_price) AS revenue
FROM golden_shop.order_lines
LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
GROUP BY orders.channel
ORDER BY revenue DESC NULLS LAST, orders.channel COLLATE "C"
LIMIT ?
