WITH combined AS (
    SELECT
        CAST(DATE_TRUNC('quarter', ordered_at + INTERVAL '-1 month') + INTERVAL '1 month' AS DATE) AS fiscal_quarter,
        COUNT(*) AS orders,
        CAST(NULL AS BIGINT) AS orders_previous
    FROM golden_shop.orders
    WHERE ordered_at >= ?
      AND ordered_at < ?
    GROUP BY 1
    UNION ALL
    SELECT
        CAST(DATE_TRUNC('quarter', ordered_at + INTERVAL '3 months' + INTERVAL '-1 month') + INTERVAL '1 month' AS DATE) AS fiscal_quarter,
        CAST(NULL AS BIGINT) AS orders,
        COUNT(*) AS orders_previous
    FROM golden_shop.orders
    WHERE ordered_at >= ?
      AND ordered_at < ?
    GROUP BY 1
)
SELECT
    fiscal_quarter,
    COALESCE(MAX(orders), 0) AS orders,
    COALESCE(MAX(orders_previous), 0) AS orders_previous,
    COALESCE(MAX(orders), 0) - COALESCE(MAX(orders_previous), 0) AS orders_change,
    CAST(100 * (COALESCE(MAX(orders), 0) - COALESCE(MAX(orders_previous), 0)) AS DOUBLE PRECISION) / NULLIF(COALESCE(MAX(orders_previous), 0), 0) AS orders_change_pct
FROM combined
GROUP BY fiscal_quarter
ORDER BY fiscal_quarter
