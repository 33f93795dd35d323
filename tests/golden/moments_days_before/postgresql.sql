SELECT
    CAST(ordered_at + INTERVAL '29 days' AS DATE) AS day,
    CAST(EXTRACT(ISODOW FROM ordered_at + INTERVAL '29 days') AS BIGINT) AS day_of_week,
    COUNT(*) AS orders_29_days_before
FROM golden_shop.orders
WHERE ordered_at >= ?
  AND ordered_at < ?
GROUP BY 1, 2
ORDER BY day, day_of_week
