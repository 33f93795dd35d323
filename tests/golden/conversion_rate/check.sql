SELECT s.device, CAST(COALESCE(c.n, 0) AS DOUBLE PRECISION) / COUNT(*) FROM sessions s LEFT JOIN
 (SELECT x.device, COUNT(*) AS n FROM orders o JOIN LATERAL (SELECT s.device FROM sessions s WHERE s.customer_id = o.customer_id
   AND s.started_at AT TIME ZONE 'America/New_York' <= o.ordered_at AT TIME ZONE 'UTC'
   AND s.started_at AT TIME ZONE 'America/New_York' > (o.ordered_at - INTERVAL '1 day') AT TIME ZONE 'UTC' ORDER BY s.started_at DESC LIMIT 1) x ON TRUE GROUP BY x.device) c
 ON c.device = s.device GROUP BY s.device, c.n
