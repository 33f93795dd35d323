SELECT DATE '2024-01-01', COUNT(DISTINCT o.order_id), SUM(l.quantity * l.unit_price) FROM orders o LEFT JOIN order_lines l ON l.order_id = o.order_id
 WHERE o.ordered_at < DATE '2025-01-01' AND o.customer_id IN (SELECT customer_id FROM orders GROUP BY customer_id HAVING COUNT(*) > 1)
   AND o.customer_id IN (SELECT c.customer_id FROM customers c LEFT JOIN orders o2 ON o2.customer_id = c.customer_id LEFT JOIN order_lines l ON l.order_id = o2.order_id GROUP BY c.customer_id, c.tier HAVING SUM(l.quantity * l.unit_price) < 2000 OR c.tier IS NULL)
