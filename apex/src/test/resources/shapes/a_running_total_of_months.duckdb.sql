WITH revenue AS (
    SELECT CAST(DATE_TRUNC('month', day) AS DATE) AS month, SUM(amount) AS revenue
    FROM shop.orders
    GROUP BY 1
)
SELECT
    month,
    revenue,
    SUM(revenue) OVER (PARTITION BY EXTRACT(YEAR FROM month) ORDER BY month ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS so_far
FROM revenue
ORDER BY month
