SELECT
    orders.status,
    SUM(order_lines.quantity * order_lines.unit_price * CAST(? AS DECIMAL(20, 2))) AS channel_share
FROM golden_shop.order_lines
LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
WHERE orders.order_id IS NOT NULL
  AND orders.channel = ?
  AND order_lines.quantity >= ?
GROUP BY orders.status
ORDER BY orders.status COLLATE "C"
