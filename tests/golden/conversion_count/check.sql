SELECT k.m, COALESCE(c.n, 0), k.n FROM
 (SELECT CAST(date_trunc('month', started_at AT TIME ZONE 'America/New_York' AT TIME ZONE 'UTC') AS DATE) AS m, COUNT(*) AS n FROM sessions GROUP BY 1) k LEFT JOIN
 (SELECT x.m, COUNT(*) AS n FROM orders o JOIN LATERAL (SELECT CAST(date_trunc('month', s.started_at AT TIME ZONE 'America/New_York' AT TIME ZONE 'UTC') AS DATE) AS m FROM sessions s WHERE s.customer_id = o.customer_id
   AND s.started_at AT TIME ZONE 'America/New_York' <= o.ordered_at AT TIME ZONE 'UTC' ORDER BY s.started_at DESC LIMIT 1) x ON TRUE GROUP BY x.m) c
 ON c.m = k.m
