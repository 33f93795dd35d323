SELECT status, SUM(amount) AS revenue
FROM shop.orders
GROUP BY status
