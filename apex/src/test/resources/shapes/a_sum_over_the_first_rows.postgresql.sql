WITH top_orders AS (
    SELECT id, customer_id, status, ordered_at, day, amount, weight, pieces, points
    FROM shop.orders
    ORDER BY id
    LIMIT 3
    OFFSET 1
)
SELECT SUM(amount) AS revenue
FROM top_orders
