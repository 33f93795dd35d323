SELECT
    CASE WHEN CAST(products.list_price AS DECIMAL(12, 2)) >= 500.00 THEN 'high' WHEN CAST(products.list_price AS DECIMAL(12, 2)) >= 100.00 THEN 'middle' WHEN products.list_price IS NULL THEN 'unknown' ELSE 'low' END AS price_band,
    SUM(order_lines.quantity * order_lines.unit_price) AS status_revenue
FROM golden_shop.order_lines
LEFT JOIN golden_shop.products ON order_lines.product_id = products.product_id
LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
WHERE orders.status = ?
GROUP BY 1
ORDER BY CASE WHEN CAST(products.list_price AS DECIMAL(12, 2)) >= 500.00 THEN 'high' WHEN CAST(products.list_price AS DECIMAL(12, 2)) >= 100.00 THEN 'middle' WHEN products.list_price IS NULL THEN 'unknown' ELSE 'low' END COLLATE "C"
