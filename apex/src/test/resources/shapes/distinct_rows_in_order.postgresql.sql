SELECT status
FROM shop.orders
GROUP BY status
ORDER BY status COLLATE "C"
