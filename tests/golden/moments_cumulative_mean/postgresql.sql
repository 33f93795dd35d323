WITH orders_ever_mean AS (
    SELECT
        CAST(DATE_TRUNC('month', series.moment) AS DATE) AS month,
        series.moment,
        CAST(COUNT(*) AS DOUBLE PRECISION) AS orders_ever_mean
    FROM golden_shop.orders
    JOIN GENERATE_SERIES(CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP), INTERVAL '1 day') AS series (moment) ON DATE_TRUNC('day', orders.ordered_at) <= series.moment
    WHERE series.moment >= ?
      AND series.moment < ?
    GROUP BY 1, series.moment
)
SELECT month, AVG(orders_ever_mean) AS orders_ever_mean
FROM orders_ever_mean
GROUP BY month
ORDER BY month
