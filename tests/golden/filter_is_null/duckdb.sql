SELECT COUNT(*) AS orders
FROM main.orders
LEFT JOIN main.customers ON orders.customer_id = customers.customer_id
WHERE customers.tier IS NULL
