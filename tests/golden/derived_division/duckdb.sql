WITH combined AS (
    SELECT customers.tier, SUM(refunds.amount) AS refunded, CAST(NULL AS DECIMAL(38, 2)) AS revenue
    FROM main.refunds
    LEFT JOIN main.orders ON refunds.order_id = orders.order_id
    LEFT JOIN main.customers ON orders.customer_id = customers.customer_id
    GROUP BY customers.tier
    UNION ALL
    SELECT
        customers.tier,
        CAST(NULL AS DECIMAL(38, 2)) AS refunded,
        SUM(order_lines.quantity * order_lines.unit_price) AS revenue
    FROM main.order_lines
    LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
    LEFT JOIN main.customers ON orders.customer_id = customers.customer_id
    GROUP BY customers.tier
)
SELECT tier, CAST(100 * MAX(refunded) AS DOUBLE) / NULLIF(MAX(revenue), 0) AS refund_share
FROM combined
GROUP BY tier
ORDER BY tier
