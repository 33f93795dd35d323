SELECT COUNT(*) AS orders
FROM golden_shop.orders
LEFT JOIN golden_shop.customers ON orders.customer_id = customers.customer_id
WHERE customers.tier IS NULL
