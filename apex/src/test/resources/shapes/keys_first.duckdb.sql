WITH orders_keys AS (
    SELECT DISTINCT c.region, o.status
    FROM shop.orders AS o
    LEFT JOIN shop.customers AS c ON o.customer_id = c.id
)
SELECT region, COUNT(*) AS statuses
FROM orders_keys
GROUP BY region
