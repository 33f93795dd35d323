SELECT
    CAST(DATE_TRUNC('year', ordered_at + INTERVAL '-1 month') + INTERVAL '1 month' AS DATE) AS fiscal_year,
    COUNT(*) AS orders,
    COUNT(DISTINCT customer_id) AS buyers
FROM main.orders
GROUP BY 1
ORDER BY fiscal_year
