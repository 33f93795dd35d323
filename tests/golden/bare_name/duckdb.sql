SELECT categories.department, CAST(SUM(order_lines.quantity) AS BIGINT) AS units
FROM main.order_lines
LEFT JOIN main.products ON order_lines.product_id = products.product_id
LEFT JOIN main.categories ON products.category_id = categories.category_id
GROUP BY categories.department
ORDER BY department
