SELECT k.n, (SELECT COUNT(*) FROM orders o LEFT JOIN customers c ON c.customer_id = o.customer_id WHERE COALESCE(c.full_name, '?') = COALESCE(k.n, '?')),
 (SELECT COUNT(*) FROM sessions s LEFT JOIN customers c ON c.customer_id = s.customer_id WHERE COALESCE(c.full_name, '?') = COALESCE(k.n, '?')),
 (SELECT SUM(l.quantity * l.unit_price) FROM order_lines l LEFT JOIN orders o ON o.order_id = l.order_id LEFT JOIN customers c ON c.customer_id = o.customer_id WHERE COALESCE(c.full_name, '?') = COALESCE(k.n, '?'))
FROM (SELECT full_name AS n FROM customers UNION ALL SELECT NULL) k
