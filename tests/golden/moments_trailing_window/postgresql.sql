SELECT
    CAST(series.moment AS DATE) AS day,
    orders.channel,
    SUM(order_lines.quantity * order_lines.unit_price) AS revenue_31d
FROM golden_shop.order_lines
LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
JOIN GENERATE_SERIES(CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP), INTERVAL '1 day') AS series (moment) ON DATE_TRUNC('day', orders.ordered_at) <= series.moment AND DATE_TRUNC('day', orders.ordered_at) > series.moment + INTERVAL '-31 days'
WHERE series.moment >= ?
  AND series.moment < ?
GROUP BY 1, orders.channel
ORDER BY day, orders.channel COLLATE "C"
