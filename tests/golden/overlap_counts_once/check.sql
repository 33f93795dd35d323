SELECT l.line_no, o.channel, COUNT(DISTINCT c.customer_id) FROM customers c LEFT JOIN orders o ON o.customer_id = c.customer_id LEFT JOIN order_lines l ON l.order_id = o.order_id GROUP BY 1, 2
