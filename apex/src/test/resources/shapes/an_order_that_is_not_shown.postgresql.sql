SELECT status
FROM shop.orders
GROUP BY status
ORDER BY SUM(amount) DESC NULLS LAST
LIMIT 2
