SELECT SUM(quantity * unit_price) FROM order_lines WHERE order_id IN (SELECT order_id FROM orders WHERE status = 'completed')
