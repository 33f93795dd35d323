SELECT SUM(quantity * unit_price) FROM order_lines
