SELECT COUNT(*) AS orders
FROM golden_shop.orders
WHERE ordered_at >= ?
  AND ordered_at < ?
