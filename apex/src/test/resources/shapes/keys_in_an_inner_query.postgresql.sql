SELECT id
FROM shop.orders
WHERE customer_id IN (
    SELECT id
    FROM shop.customers
    WHERE region = 'EU'
)
