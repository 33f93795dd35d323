SELECT o.status, SUM(l.quantity * p.list_price) FROM order_lines l LEFT JOIN products p ON p.product_id = l.product_id LEFT JOIN orders o ON o.order_id = l.order_id GROUP BY o.status
