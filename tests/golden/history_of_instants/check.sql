SELECT m.plan, SUM(r.amount), COUNT(*) FROM refunds r LEFT JOIN orders o ON o.order_id = r.order_id
 LEFT JOIN memberships m ON m.customer_id = o.customer_id AND (r.refunded_at AT TIME ZONE 'UTC') + INTERVAL '5 hours 30 minutes' >= m.since
  AND (m.until IS NULL OR (r.refunded_at AT TIME ZONE 'UTC') + INTERVAL '5 hours 30 minutes' < m.until) GROUP BY m.plan
