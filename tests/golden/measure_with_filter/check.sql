SELECT p.name, SUM(l.quantity) FROM order_lines l LEFT JOIN products p ON p.product_id = l.product_id WHERE l.quantity >= 3 GROUP BY p.name
