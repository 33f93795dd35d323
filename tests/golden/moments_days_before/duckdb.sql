SELECT
    CAST(ordered_at + INTERVAL '29 days' AS DATE) AS day,
    EXTRACT(ISODOW FROM ordered_at + INTERVAL '29 days') AS day_of_week,
    COUNT(*) AS orders_29_days_before
FROM main.orders
WHERE ordered_at >= ?
  AND ordered_at < ?
GROUP BY 1, 2
ORDER BY day, day_of_week
