SELECT
    CAST((ordered_at AT TIME ZONE 'UTC') AT TIME ZONE 'Asia/Kolkata' AS DATE) AS day,
    COUNT(*) AS orders
FROM main.orders
WHERE ordered_at >= ?
  AND ordered_at < ?
GROUP BY 1
ORDER BY day
