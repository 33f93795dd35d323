WITH revenue AS (
    SELECT DATE_TRUNC('month', ordered_at) AS month, SUM(amount) AS revenue
    FROM shop.orders
    GROUP BY 1
)
SELECT month, revenue, LAG(revenue) OVER (ORDER BY month) AS previous
FROM revenue
ORDER BY month
