WITH orders_rows AS (
    SELECT id, customer_id, status, ordered_at, day, amount, weight, pieces, points
    FROM shop.orders
    WHERE id IN (
        SELECT order_id
        FROM shop.refunds
        GROUP BY order_id
        HAVING SUM(amount) > 3
    )
)
SELECT c.name, SUM(orders_rows.amount) AS revenue
FROM orders_rows
LEFT JOIN shop.customers AS c ON orders_rows.customer_id = c.id
GROUP BY c.name
ORDER BY name
