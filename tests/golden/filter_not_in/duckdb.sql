SELECT status, COUNT(*) AS orders
FROM main.orders
WHERE channel NOT IN (?, ?)
GROUP BY status
ORDER BY status
