SELECT COUNT(*) AS orders
FROM golden_shop.orders
