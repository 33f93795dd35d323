SELECT s.country, SUM(l.quantity * l.unit_price) FROM order_lines l LEFT JOIN orders o ON o.order_id = l.order_id LEFT JOIN addresses s ON s.address_id = o.shipping_address_id GROUP BY s.country
