WITH combined AS (
    SELECT customers.tier, SUM(refunds.amount) AS refunded, CAST(NULL AS DECIMAL(38, 2)) AS revenue
    FROM golden_shop.refunds
    LEFT JOIN golden_shop.orders ON refunds.order_id = orders.order_id
    LEFT JOIN golden_shop.customers ON orders.customer_id = customers.customer_id
    GROUP BY customers.tier
    UNION ALL
    SELECT
        customers.tier,
        CAST(NULL AS DECIMAL(38, 2)) AS refunded,
        SUM(order_lines.quantity * order_lines.unit_price) AS revenue
    FROM golden_shop.order_lines
    LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
    LEFT JOIN golden_shop.customers ON orders.customer_id = customers.customer_id
    GROUP BY customers.tier
)
SELECT tier, CAST(100 * MAX(refunded) AS DOUBLE PRECISION) / NULLIF(MAX(revenue), 0) AS refund_share
FROM combined
GROUP BY tier
ORDER BY tier COLLATE "C"
