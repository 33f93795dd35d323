WITH combined AS (
    SELECT
        CAST(DATE_TRUNC('month', ordered_at) AS DATE) AS month,
        COUNT(*) AS orders,
        CAST(NULL AS DECIMAL(38, 2)) AS paid
    FROM golden_shop.orders
    GROUP BY 1
    UNION ALL
    SELECT
        CAST(DATE_TRUNC('month', paid_on) AS DATE) AS month,
        CAST(NULL AS BIGINT) AS orders,
        SUM(amount) AS paid
    FROM golden_shop.payments
    GROUP BY 1
)
SELECT month, COALESCE(MAX(orders), 0) AS orders, MAX(paid) AS paid
FROM combined
GROUP BY month
ORDER BY month
