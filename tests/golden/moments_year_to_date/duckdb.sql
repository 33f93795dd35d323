WITH revenue_ytd AS (
    SELECT
        CAST(DATE_TRUNC('month', series.moment) AS DATE) AS month,
        series.moment,
        SUM(order_lines.quantity * order_lines.unit_price) AS revenue_ytd
    FROM main.order_lines
    LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
    JOIN GENERATE_SERIES((
        SELECT MIN(DATE_TRUNC('day', orders_2.ordered_at)) AS "at"
        FROM main.order_lines AS order_lines_2
        LEFT JOIN main.orders AS orders_2 ON order_lines_2.order_id = orders_2.order_id
    ), (
        SELECT MAX(DATE_TRUNC('day', orders_2.ordered_at)) AS "at"
        FROM main.order_lines AS order_lines_2
        LEFT JOIN main.orders AS orders_2 ON order_lines_2.order_id = orders_2.order_id
    ), INTERVAL '1 day') AS series (moment) ON DATE_TRUNC('day', orders.ordered_at) <= series.moment AND DATE_TRUNC('day', orders.ordered_at) >= DATE_TRUNC('year', series.moment)
    GROUP BY 1, series.moment
), revenue_ytd_2 AS (
    SELECT month, moment, revenue_ytd, MAX(moment) OVER (PARTITION BY month) AS moment_3
    FROM revenue_ytd
)
SELECT month, revenue_ytd
FROM revenue_ytd_2
WHERE moment = moment_3
ORDER BY month
