SELECT shipping.country, SUM(order_lines.quantity * order_lines.unit_price) AS revenue
FROM main.order_lines
LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
LEFT JOIN main.addresses AS shipping ON orders.shipping_address_id = shipping.address_id
GROUP BY shipping.country
ORDER BY country
