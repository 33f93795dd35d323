SELECT k.t, COALESCE((SELECT COUNT(*) FROM orders o LEFT JOIN customers c ON c.customer_id = o.customer_id WHERE c.tier IS NOT DISTINCT FROM k.t AND (o.ordered_at >= TIMESTAMP '2025-01-01 00:00:00' OR c.tier = 'gold')), 0),
 COALESCE((SELECT COUNT(*) FROM sessions s LEFT JOIN customers c ON c.customer_id = s.customer_id WHERE c.tier IS NOT DISTINCT FROM k.t
   AND (s.started_at AT TIME ZONE 'America/New_York' >= TIMESTAMP '2025-01-01 00:00:00' AT TIME ZONE 'UTC' OR c.tier = 'gold')), 0)
 FROM (SELECT DISTINCT tier AS t FROM customers UNION SELECT NULL) k
 WHERE EXISTS (SELECT 1 FROM orders o LEFT JOIN customers c ON c.customer_id = o.customer_id WHERE c.tier IS NOT DISTINCT FROM k.t AND (o.ordered_at >= TIMESTAMP '2025-01-01 00:00:00' OR c.tier = 'gold'))
    OR EXISTS (SELECT 1 FROM sessions s LEFT JOIN customers c ON c.customer_id = s.customer_id WHERE c.tier IS NOT DISTINCT FROM k.t AND s.started_at >= TIMESTAMP '2025-01-01 00:00:00')
