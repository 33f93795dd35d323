SELECT
    orders.status,
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CAST(order_lines.unit_price AS DOUBLE PRECISION)) AS median_price,
    PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY order_lines.unit_price) AS high_price
FROM golden_shop.order_lines
LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
GROUP BY orders.status
ORDER BY orders.status COLLATE "C"
