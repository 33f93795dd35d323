SELECT
    DATE_TRUNC('month', o.ordered_at) AS month,
    c.region,
    SUM(o.amount) AS revenue,
    CAST(SUM(o.amount) AS DOUBLE) / NULLIF(CAST(SUM(o.pieces) AS DOUBLE), 0) AS price,
    COUNT(*) FILTER (WHERE c.vip) AS vips
FROM shop.orders AS o
LEFT JOIN shop.customers AS c ON o.customer_id = c.id
WHERE o.ordered_at >= ?
  AND o.status IN ('open', 'paid')
  AND (c.region = ? OR c.vip IS NULL)
GROUP BY 1, c.region
ORDER BY month, region DESC
LIMIT 10
