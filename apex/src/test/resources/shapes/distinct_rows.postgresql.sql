SELECT DISTINCT status
FROM shop.orders
