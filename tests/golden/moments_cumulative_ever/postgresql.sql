WITH orders_ever AS (
    SELECT
        CAST(DATE_TRUNC('month', series.moment) AS DATE) AS month,
        series.moment,
        COUNT(*) AS orders_ever
    FROM golden_shop.orders
    JOIN GENERATE_SERIES(CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP), INTERVAL '1 day') AS series (moment) ON DATE_TRUNC('day', orders.ordered_at) <= series.moment
    WHERE series.moment >= ?
      AND series.moment < ?
    GROUP BY 1, series.moment
), orders_ever_2 AS (
    SELECT month, moment, orders_ever, MAX(moment) OVER (PARTITION BY month) AS moment_3
    FROM orders_ever
)
SELECT month, orders_ever
FROM orders_ever_2
WHERE moment = moment_3
ORDER BY month
