SELECT m.plan, COUNT(*) FROM sessions s
 LEFT JOIN memberships m ON m.customer_id = s.customer_id AND s.started_at + INTERVAL '10 hours 30 minutes' >= m.since
  AND (m.until IS NULL OR s.started_at + INTERVAL '10 hours 30 minutes' < m.until) GROUP BY m.plan
