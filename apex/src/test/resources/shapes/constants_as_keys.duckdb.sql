SELECT COUNT(*) AS orders, 'all' AS kind
FROM shop.orders
GROUP BY 2, CAST(1 AS INTEGER), status
