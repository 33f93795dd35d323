SELECT
    o.id,
    c.name,
    (
        SELECT SUM(amount) AS refunded
        FROM shop.refunds
        WHERE order_id = o.id
    ) AS refunded
FROM shop.orders AS o
LEFT JOIN shop.customers AS c ON o.customer_id = c.id
WHERE o.status IS NOT NULL
