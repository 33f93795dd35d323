SELECT categories.department, SUM(order_lines.quantity) AS units
FROM golden_shop.order_lines
LEFT JOIN golden_shop.products ON order_lines.product_id = products.product_id
LEFT JOIN golden_shop.categories ON products.category_id = categories.category_id
GROUP BY categories.department
ORDER BY categories.department COLLATE "C"
