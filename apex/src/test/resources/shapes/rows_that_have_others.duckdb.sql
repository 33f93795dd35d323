SELECT o.id
FROM shop.orders AS o
WHERE EXISTS (
    SELECT 1
    FROM shop.refunds
    WHERE order_id = o.id
)
