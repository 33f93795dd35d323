SELECT regions.name AS region, SUM(order_lines.quantity * order_lines.unit_price) AS revenue
FROM main.order_lines
LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
LEFT JOIN main.customers ON orders.customer_id = customers.customer_id
LEFT JOIN main.regions ON customers.region_id = regions.region_id
GROUP BY regions.name
ORDER BY region
