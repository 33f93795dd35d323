SELECT
    id,
    CAST(DATE_TRUNC('quarter', day) AS DATE) AS quarter,
    CAST(DATE_TRUNC('week', day) AS DATE) AS week,
    day,
    DATE_TRUNC('hour', ordered_at) AS hour,
    DATE_TRUNC('quarter', ordered_at) AS at_quarter,
    CAST(ordered_at AS DATE) AS as_day,
    ordered_at + INTERVAL '3 months' AS later,
    CAST(day + INTERVAL '3 months' AS DATE) AS later_day,
    ordered_at - INTERVAL '7 days' AS earlier
FROM shop.orders
WHERE ordered_at >= TIMESTAMP '2024-01-01 00:00:00'
  AND day < DATE '2024-12-31'
  AND ordered_at < CAST(? AS TIMESTAMP) + INTERVAL '3 months'
ORDER BY id
