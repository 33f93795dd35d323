SELECT regions.name AS region, SUM(order_lines.quantity * order_lines.unit_price) AS revenue
FROM golden_shop.order_lines
LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
LEFT JOIN golden_shop.customers ON orders.customer_id = customers.customer_id
LEFT JOIN golden_shop.regions ON customers.region_id = regions.region_id
GROUP BY regions.name
ORDER BY regions.name COLLATE "C"
