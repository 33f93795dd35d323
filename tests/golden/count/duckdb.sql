SELECT COUNT(*) AS orders
FROM main.orders
