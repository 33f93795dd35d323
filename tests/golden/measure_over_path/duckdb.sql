SELECT orders.status, SUM(order_lines.quantity * products.list_price) AS list_value
FROM main.order_lines
LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
LEFT JOIN main.products ON order_lines.product_id = products.product_id
GROUP BY orders.status
ORDER BY status
