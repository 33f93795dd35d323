WITH revenue_fytd AS (
    SELECT
        CAST(DATE_TRUNC('month', series.moment) AS DATE) AS month,
        series.moment,
        SUM(order_lines.quantity * order_lines.unit_price) AS revenue_fytd
    FROM main.order_lines
    LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
    JOIN GENERATE_SERIES(CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP), INTERVAL '1 day') AS series (moment) ON DATE_TRUNC('day', orders.ordered_at) <= series.moment AND DATE_TRUNC('day', orders.ordered_at) >= DATE_TRUNC('year', series.moment + INTERVAL '-1 month') + INTERVAL '1 month'
    WHERE series.moment >= ?
      AND series.moment < ?
    GROUP BY 1, series.moment
), revenue_fytd_2 AS (
    SELECT month, moment, revenue_fytd, MAX(moment) OVER (PARTITION BY month) AS moment_3
    FROM revenue_fytd
)
SELECT month, revenue_fytd
FROM revenue_fytd_2
WHERE moment = moment_3
ORDER BY month
