WITH combined AS (
    SELECT CAST(ordered_at AS DATE) AS day, COUNT(*) AS orders, CAST(NULL AS BIGINT) AS orders_before
    FROM main.orders
    WHERE ordered_at >= ?
      AND ordered_at < ?
    GROUP BY 1
    UNION ALL
    SELECT CAST(series.moment AS DATE) AS day, CAST(NULL AS BIGINT) AS orders, COUNT(*) AS orders_before
    FROM main.orders
    JOIN GENERATE_SERIES(CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP), INTERVAL '1 day') AS series (moment) ON DATE_TRUNC('day', orders.ordered_at) = series.moment + INTERVAL '-1 month'
    WHERE series.moment >= ?
      AND series.moment < ?
    GROUP BY 1
)
SELECT day, COALESCE(MAX(orders), 0) - COALESCE(MAX(orders_before), 0) AS order_growth
FROM combined
GROUP BY day
ORDER BY day
