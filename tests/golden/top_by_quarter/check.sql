SELECT r.q, r.ch, r.other, r.v, COALESCE(n.v, 0)
 FROM (SELECT date_trunc('quarter', o.ordered_at) AS q, CASE WHEN o.channel = 'web' THEN 'web' END AS ch, COALESCE(o.channel NOT IN ('web'), FALSE) AS other, SUM(l.quantity * l.unit_price) AS v
       FROM order_lines l LEFT JOIN orders o ON o.order_id = l.order_id WHERE o.ordered_at >= DATE '2024-01-01' AND o.ordered_at < DATE '2025-01-01' GROUP BY 1, 2, 3) r
 LEFT JOIN (SELECT date_trunc('quarter', ordered_at) AS q, CASE WHEN channel = 'web' THEN 'web' END AS ch, COALESCE(channel NOT IN ('web'), FALSE) AS other, COUNT(*) AS v
       FROM orders WHERE ordered_at >= DATE '2024-01-01' AND ordered_at < DATE '2025-01-01' GROUP BY 1, 2, 3) n
   ON n.q = r.q AND n.other = r.other AND n.ch IS NOT DISTINCT FROM r.ch
