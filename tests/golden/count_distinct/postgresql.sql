SELECT status, COUNT(DISTINCT customer_id) AS buyers
FROM golden_shop.orders
GROUP BY status
ORDER BY status COLLATE "C"
