WITH combined AS (
    SELECT channel, COUNT(*) AS orders, CAST(NULL AS DECIMAL(38, 2)) AS invoiced
    FROM main.orders
    GROUP BY channel
    UNION ALL
    SELECT orders.channel, CAST(NULL AS BIGINT) AS orders, SUM(invoices.total) AS invoiced
    FROM main.invoices
    LEFT JOIN main.orders ON invoices.order_id = orders.order_id
    GROUP BY orders.channel
)
SELECT channel, COALESCE(MAX(orders), 0) AS orders, MAX(invoiced) AS invoiced
FROM combined
GROUP BY channel
ORDER BY channel
