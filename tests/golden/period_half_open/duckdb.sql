SELECT COUNT(*) AS orders
FROM main.orders
WHERE ordered_at >= ?
  AND ordered_at < ?
