SELECT status, COUNT(DISTINCT customer_id) AS buyers
FROM main.orders
GROUP BY status
ORDER BY status
