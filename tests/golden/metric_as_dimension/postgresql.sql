WITH orders AS (
    SELECT customer_id, COUNT(*) AS orders
    FROM golden_shop.orders
    GROUP BY customer_id
)
SELECT COALESCE(orders.orders, 0) AS orders, COUNT(*) AS customers
FROM golden_shop.customers
LEFT JOIN orders ON customers.customer_id = orders.customer_id
GROUP BY 1
ORDER BY 1
