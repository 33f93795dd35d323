WITH revenue AS (
    SELECT customer_id, SUM(amount) AS revenue
    FROM shop.orders
    GROUP BY customer_id
), customers AS (
    SELECT id, COUNT(*) AS customers
    FROM shop.customers
    WHERE region IS NOT NULL
    GROUP BY id
)
SELECT COALESCE(revenue.customer_id, customers.id) AS customer, revenue.revenue, customers.customers
FROM revenue
FULL JOIN customers ON revenue.customer_id = customers.id
