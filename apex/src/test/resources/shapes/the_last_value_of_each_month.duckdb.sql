WITH orders_rows AS (
    SELECT
        CAST(DATE_TRUNC('month', day) AS DATE) AS month,
        points,
        day = MAX(day) OVER (PARTITION BY CAST(DATE_TRUNC('month', day) AS DATE)) AS is_last
    FROM shop.orders
    WHERE day IS NOT NULL
)
SELECT month, CAST(SUM(points) AS BIGINT) AS points
FROM orders_rows
WHERE is_last
GROUP BY month
ORDER BY month
