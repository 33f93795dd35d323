SELECT
    CAST(DATE_TRUNC('month', orders.ordered_at) AS DATE) AS month,
    SUM(order_lines.quantity) AS units
FROM golden_shop.order_lines
LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
WHERE orders.ordered_at >= ?
  AND orders.ordered_at < ?
GROUP BY 1
ORDER BY month
