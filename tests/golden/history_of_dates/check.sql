SELECT m.plan, SUM(p.amount) FROM payments p LEFT JOIN orders o ON o.order_id = p.order_id
 LEFT JOIN memberships m ON m.customer_id = o.customer_id AND p.paid_on >= m.since AND (m.until IS NULL OR p.paid_on < m.until) GROUP BY m.plan
