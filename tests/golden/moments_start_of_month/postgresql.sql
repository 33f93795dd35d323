WITH combined AS (
    SELECT CAST(series.moment AS DATE) AS day, COUNT(*) AS first_day, CAST(NULL AS BIGINT) AS orders
    FROM golden_shop.orders
    JOIN GENERATE_SERIES(CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP), INTERVAL '1 day') AS series (moment) ON DATE_TRUNC('day', orders.ordered_at) = DATE_TRUNC('month', series.moment)
    WHERE series.moment >= ?
      AND series.moment < ?
    GROUP BY 1
    UNION ALL
    SELECT CAST(ordered_at AS DATE) AS day, CAST(NULL AS BIGINT) AS first_day, COUNT(*) AS orders
    FROM golden_shop.orders
    WHERE ordered_at >= ?
      AND ordered_at < ?
    GROUP BY 1
)
SELECT
    day,
    COALESCE(COALESCE(MAX(first_day), 0), 0) AS orders_on_the_first,
    COALESCE(MAX(orders), 0) AS orders
FROM combined
GROUP BY day
ORDER BY day
