WITH revenue AS (
    SELECT DATE_TRUNC('month', ordered_at) AS month, SUM(amount) AS revenue
    FROM shop.orders
    GROUP BY 1
)
SELECT revenue.month, revenue.revenue, revenue_2.revenue AS previous
FROM revenue
LEFT JOIN revenue AS revenue_2 ON revenue.month = revenue_2.month + INTERVAL '1 month'
ORDER BY month
