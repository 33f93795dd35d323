SELECT status, COUNT(*) AS orders
FROM golden_shop.orders
WHERE channel NOT IN (?, ?)
GROUP BY status
ORDER BY status COLLATE "C"
