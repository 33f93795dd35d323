WITH combined AS (
    SELECT
        orders.channel,
        SUM(order_lines.quantity * order_lines.unit_price) AS revenue,
        CAST(NULL AS BIGINT) AS buyers
    FROM golden_shop.order_lines
    LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
    GROUP BY orders.channel
    UNION ALL
    SELECT channel, CAST(NULL AS DECIMAL(38, 2)) AS revenue, COUNT(DISTINCT customer_id) AS buyers
    FROM golden_shop.orders
    GROUP BY channel
), order_lines_totals AS (
    SELECT channel, MAX(revenue) AS revenue, MAX(buyers) AS buyers
    FROM combined
    GROUP BY channel
), revenue AS (
    SELECT SUM(quantity * unit_price) AS revenue
    FROM golden_shop.order_lines
), buyers AS (
    SELECT COUNT(DISTINCT customer_id) AS buyers
    FROM golden_shop.orders
)
SELECT
    order_lines_totals.channel,
    order_lines_totals.revenue,
    CAST(order_lines_totals.revenue AS DOUBLE PRECISION) / NULLIF(revenue.revenue, 0) AS revenue_share,
    COALESCE(order_lines_totals.buyers, 0) AS buyers,
    CAST(COALESCE(order_lines_totals.buyers, 0) AS DOUBLE PRECISION) / NULLIF(buyers.buyers, 0) AS buyers_share
FROM order_lines_totals
CROSS JOIN (revenue
CROSS JOIN buyers)
ORDER BY order_lines_totals.channel COLLATE "C"
