SELECT
    orders.status,
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CAST(order_lines.unit_price AS DOUBLE)) AS median_price,
    PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY order_lines.unit_price) AS high_price
FROM main.order_lines
LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
GROUP BY orders.status
ORDER BY status
