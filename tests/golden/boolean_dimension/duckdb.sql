SELECT CAST(discount AS DECIMAL(12, 2)) > 0.00 AS discounted, COUNT(*) AS orders
FROM main.orders
GROUP BY 1
ORDER BY discounted
