SELECT
    CAST(DATE_TRUNC('month', orders.ordered_at) AS DATE) AS month,
    CAST(SUM(order_lines.quantity) AS BIGINT) AS units
FROM main.order_lines
LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
WHERE orders.ordered_at >= ?
  AND orders.ordered_at < ?
GROUP BY 1
ORDER BY month
