SELECT shipping.country, SUM(order_lines.quantity * order_lines.unit_price) AS revenue
FROM golden_shop.order_lines
LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
LEFT JOIN golden_shop.addresses AS shipping ON orders.shipping_address_id = shipping.address_id
GROUP BY shipping.country
ORDER BY shipping.country COLLATE "C"
