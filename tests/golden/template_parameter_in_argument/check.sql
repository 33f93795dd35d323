SELECT status, SUM(quantity * unit_price) * 3 FROM order_lines l LEFT JOIN orders o ON l.order_id = o.order_id WHERE channel = 'web' AND quantity >= 2 GROUP BY status
