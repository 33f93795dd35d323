SELECT
    CAST((started_at AT TIME ZONE 'America/New_York') AT TIME ZONE 'UTC' AS DATE) AS day,
    COUNT(*) AS sessions
FROM golden_shop.sessions
GROUP BY 1
ORDER BY day
