SELECT status, SUM(amount) AS revenue
FROM shop.orders
GROUP BY status
HAVING SUM(amount) > ?
ORDER BY revenue DESC NULLS FIRST
