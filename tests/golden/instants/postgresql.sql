SELECT
    CAST(DATE_TRUNC('month', refunded_at AT TIME ZONE 'UTC') AS DATE) AS month,
    COUNT(*) AS refunds,
    SUM(amount) AS refunded
FROM golden_shop.refunds
GROUP BY 1
ORDER BY month
