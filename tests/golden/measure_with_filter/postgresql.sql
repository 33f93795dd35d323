SELECT products.name AS product, SUM(order_lines.quantity) AS bulk_units
FROM golden_shop.order_lines
LEFT JOIN golden_shop.products ON order_lines.product_id = products.product_id
WHERE order_lines.quantity >= 3
GROUP BY products.name
ORDER BY products.name COLLATE "C"
