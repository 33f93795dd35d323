SELECT channel
FROM main.orders
WHERE ordered_at >= ?
  AND ordered_at < ?
GROUP BY channel
ORDER BY channel
