SELECT (SELECT SUM(quantity * unit_price) FROM order_lines), (SELECT SUM(amount) FROM refunds), (SELECT SUM(amount) FROM payments)
