SELECT (SELECT COUNT(*) FROM orders WHERE order_id IN (11, 13)), (SELECT SUM(quantity * unit_price) FROM order_lines WHERE order_id IN (11, 13))
