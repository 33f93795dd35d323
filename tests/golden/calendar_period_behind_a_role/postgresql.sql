SELECT days.trade_month, SUM(order_lines.quantity) AS units
FROM golden_shop.order_lines
LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
LEFT JOIN golden_shop.days ON DATE_TRUNC('day', orders.ordered_at) = CAST(days.day AS TIMESTAMP)
GROUP BY days.trade_month
ORDER BY trade_month
