SELECT status
FROM shop.orders
GROUP BY status
ORDER BY SUM(amount) DESC
LIMIT 2
