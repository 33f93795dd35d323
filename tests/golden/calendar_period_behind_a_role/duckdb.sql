SELECT days.trade_month, CAST(SUM(order_lines.quantity) AS BIGINT) AS units
FROM main.order_lines
LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
LEFT JOIN main.days ON DATE_TRUNC('day', orders.ordered_at) = CAST(days.day AS TIMESTAMP)
GROUP BY days.trade_month
ORDER BY trade_month
