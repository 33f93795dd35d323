SELECT CAST(discount AS DECIMAL(12, 2)) > 0.00 AS discounted, COUNT(*) AS orders
FROM golden_shop.orders
GROUP BY 1
ORDER BY discounted
