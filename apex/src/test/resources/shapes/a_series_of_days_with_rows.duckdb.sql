SELECT CAST(series.moment AS DATE) AS day, SUM(o.amount) AS revenue, COUNT(o.id) AS n
FROM GENERATE_SERIES(CAST(DATE '2024-01-30' AS TIMESTAMP), CAST(DATE '2024-02-02' AS TIMESTAMP), INTERVAL '1 day') AS series (moment)
LEFT JOIN shop.orders AS o ON CAST(series.moment AS DATE) = o.day
GROUP BY 1
ORDER BY 1
