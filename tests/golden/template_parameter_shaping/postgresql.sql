SELECT
    DATE_TRUNC('month', orders.ordered_at) AS period,
    SUM(order_lines.quantity * order_lines.unit_price * CAST(? AS DECIMAL(20, 2))) AS channel_share
FROM golden_shop.order_lines
JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
WHERE orders.channel = ?
  AND order_lines.quantity >= ?
  AND orders.ordered_at >= CAST(CAST(? AS DATE) AS TIMESTAMP)
GROUP BY 1
ORDER BY period
