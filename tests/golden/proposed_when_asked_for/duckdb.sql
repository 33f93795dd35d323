SELECT COUNT(*) AS guessed_orders
FROM main.orders
