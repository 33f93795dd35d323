SELECT channel
FROM golden_shop.orders
WHERE ordered_at >= ?
  AND ordered_at < ?
GROUP BY channel
ORDER BY channel COLLATE "C"
