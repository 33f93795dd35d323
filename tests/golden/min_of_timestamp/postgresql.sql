SELECT status, MIN(ordered_at) AS first_order
FROM golden_shop.orders
GROUP BY status
ORDER BY status COLLATE "C"
