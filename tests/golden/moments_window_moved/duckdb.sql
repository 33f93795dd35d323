SELECT CAST(series.moment AS DATE) AS day, COUNT(*) AS trailing_orders_of_earlier_week
FROM main.orders
JOIN GENERATE_SERIES(CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP), INTERVAL '1 day') AS series (moment) ON DATE_TRUNC('day', orders.ordered_at) <= series.moment + INTERVAL '-7 days' AND DATE_TRUNC('day', orders.ordered_at) > series.moment + INTERVAL '-7 days' + INTERVAL '-7 days'
WHERE series.moment >= ?
  AND series.moment < ?
GROUP BY 1
ORDER BY day
