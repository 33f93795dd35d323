SELECT status, SUM(discount) AS discounts
FROM main.orders
GROUP BY status
ORDER BY discounts DESC, status
