SELECT products.name AS product, CAST(SUM(order_lines.quantity) AS BIGINT) AS bulk_units
FROM main.order_lines
LEFT JOIN main.products ON order_lines.product_id = products.product_id
WHERE order_lines.quantity >= 3
GROUP BY products.name
ORDER BY product
