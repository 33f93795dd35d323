SELECT COUNT(*) AS guessed_orders
FROM golden_shop.orders
