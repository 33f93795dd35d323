WITH orders_totals AS (
    SELECT customer_id, COUNT(*) AS count
    FROM main.orders
    WHERE customer_id IS NOT NULL
    GROUP BY customer_id
    HAVING COUNT(*) >= ?
)
SELECT COUNT(*) AS repeat_buyers
FROM orders_totals
