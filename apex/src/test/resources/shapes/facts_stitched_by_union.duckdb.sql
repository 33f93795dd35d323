WITH combined AS (
    SELECT c.region, SUM(o.amount) AS revenue, CAST(NULL AS DECIMAL(38, 2)) AS refunded
    FROM shop.orders AS o
    LEFT JOIN shop.customers AS c ON o.customer_id = c.id
    GROUP BY c.region
    UNION ALL
    SELECT c.region, CAST(NULL AS DECIMAL(38, 2)) AS revenue, SUM(r.amount) AS refunded
    FROM shop.refunds AS r
    LEFT JOIN shop.orders AS o ON r.order_id = o.id
    LEFT JOIN shop.customers AS c ON o.customer_id = c.id
    GROUP BY c.region
)
SELECT
    region,
    MAX(revenue) AS revenue,
    MAX(refunded) AS refunded,
    CAST(MAX(refunded) AS DOUBLE) / NULLIF(CAST(MAX(revenue) AS DOUBLE), 0) AS share
FROM combined
GROUP BY region
ORDER BY region
