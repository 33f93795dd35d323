SELECT
    CAST(DATE_TRUNC('month', ordered_at + INTERVAL '1 month') AS DATE) AS month,
    COUNT(*) AS orders_of_earlier_month
FROM golden_shop.orders
WHERE ordered_at >= ?
  AND ordered_at < ?
GROUP BY 1
ORDER BY month
