SELECT CAST(DATE_TRUNC('week', ordered_at) AS DATE) AS week, COUNT(*) AS orders
FROM golden_shop.orders
WHERE ordered_at >= ?
  AND ordered_at < ?
GROUP BY 1
ORDER BY week
