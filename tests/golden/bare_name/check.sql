SELECT c.department, SUM(l.quantity) FROM order_lines l LEFT JOIN products p ON p.product_id = l.product_id LEFT JOIN categories c ON c.category_id = p.category_id GROUP BY c.department
