SELECT CAST(m.first AS DATE), (SELECT COUNT(*) FROM orders o WHERE o.channel = 'web' AND o.ordered_at >= m.first AND o.ordered_at < m.first + INTERVAL '1 month')
 FROM generate_series(TIMESTAMP '2024-10-01 00:00:00', TIMESTAMP '2025-03-01 00:00:00', INTERVAL '1 month') AS m(first)
