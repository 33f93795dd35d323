WITH combined AS (
    SELECT
        CAST(DATE_TRUNC('month', ordered_at) AS DATE) AS month,
        COUNT(*) AS web_orders_every_month_orders
    FROM main.orders
    WHERE ordered_at >= ?
      AND ordered_at < ?
      AND channel = 'web'
    GROUP BY 1
    UNION ALL
    SELECT
        CAST(DATE_TRUNC('month', moment) AS DATE) AS month,
        CAST(NULL AS BIGINT) AS web_orders_every_month_orders
    FROM GENERATE_SERIES(CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP), INTERVAL '1 day') AS series (moment)
    WHERE moment >= ?
      AND moment < ?
    GROUP BY 1
)
SELECT
    month,
    COALESCE(COALESCE(MAX(web_orders_every_month_orders), 0), CAST(0 AS BIGINT)) AS web_orders_every_month
FROM combined
GROUP BY month
ORDER BY month
