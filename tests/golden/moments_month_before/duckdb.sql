WITH combined AS (
    SELECT
        CAST(DATE_TRUNC('month', ordered_at) AS DATE) AS month,
        COUNT(*) AS orders,
        CAST(NULL AS BIGINT) AS orders_before
    FROM main.orders
    WHERE ordered_at >= ?
      AND ordered_at < ?
    GROUP BY 1
    UNION ALL
    SELECT
        CAST(DATE_TRUNC('month', ordered_at + INTERVAL '1 month') AS DATE) AS month,
        CAST(NULL AS BIGINT) AS orders,
        COUNT(*) AS orders_before
    FROM main.orders
    WHERE ordered_at >= ?
      AND ordered_at < ?
    GROUP BY 1
)
SELECT
    month,
    COALESCE(MAX(orders), 0) - COALESCE(MAX(orders_before), 0) AS order_growth,
    COALESCE(MAX(orders), 0) AS orders
FROM combined
GROUP BY month
ORDER BY month
