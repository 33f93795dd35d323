SELECT o.channel, SUM(l.quantity * l.unit_price) AS r FROM order_lines l LEFT JOIN orders o ON o.order_id = l.order_id GROUP BY o.channel ORDER BY r DESC LIMIT 3
