SELECT
    CAST(DATE_TRUNC('week', ordered_at + INTERVAL '1 day') + INTERVAL '-1 day' AS DATE) AS week,
    COUNT(*) AS orders
FROM main.orders
GROUP BY 1
ORDER BY week
