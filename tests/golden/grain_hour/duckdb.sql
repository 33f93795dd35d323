SELECT DATE_TRUNC('hour', ordered_at) AS hour, COUNT(*) AS orders
FROM main.orders
WHERE ordered_at >= ?
GROUP BY 1
ORDER BY hour
