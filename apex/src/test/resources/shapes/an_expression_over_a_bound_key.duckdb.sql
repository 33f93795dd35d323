WITH revenue AS (
    SELECT pieces + CAST(? AS BIGINT) AS bucket, SUM(amount) AS revenue
    FROM shop.orders
    GROUP BY 1
)
SELECT bucket * 2 AS twice, revenue
FROM revenue
ORDER BY twice
