SELECT orders.status, SUM(order_lines.quantity * products.list_price) AS list_value
FROM golden_shop.order_lines
LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
LEFT JOIN golden_shop.products ON order_lines.product_id = products.product_id
GROUP BY orders.status
ORDER BY orders.status COLLATE "C"
