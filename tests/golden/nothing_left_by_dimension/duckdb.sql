SELECT channel, COUNT(*) AS orders
FROM main.orders
WHERE status = ?
GROUP BY channel
ORDER BY channel
