WITH combined AS (
    SELECT
        CAST(DATE_TRUNC('month', orders.ordered_at) AS DATE) AS month,
        SUM(order_lines.quantity * order_lines.unit_price) AS revenue,
        CAST(NULL AS BIGINT) AS orders
    FROM golden_shop.order_lines
    LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
    WHERE orders.ordered_at >= ?
      AND orders.ordered_at < ?
    GROUP BY 1
    UNION ALL
    SELECT
        CAST(DATE_TRUNC('month', ordered_at) AS DATE) AS month,
        CAST(NULL AS DECIMAL(38, 2)) AS revenue,
        COUNT(*) AS orders
    FROM golden_shop.orders
    WHERE ordered_at >= ?
      AND ordered_at < ?
    GROUP BY 1
    UNION ALL
    SELECT
        CAST(DATE_TRUNC('month', moment) AS DATE) AS month,
        CAST(NULL AS DECIMAL(38, 2)) AS revenue,
        CAST(NULL AS BIGINT) AS orders
    FROM GENERATE_SERIES(CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP), INTERVAL '1 day') AS series (moment)
    WHERE moment >= ?
      AND moment < ?
    GROUP BY 1
)
SELECT month, MAX(revenue) AS revenue, COALESCE(MAX(orders), 0) AS orders
FROM combined
GROUP BY month
ORDER BY month
