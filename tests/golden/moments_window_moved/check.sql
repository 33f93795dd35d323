SELECT CAST(m.day AS DATE), (SELECT COUNT(*) FROM orders o WHERE o.ordered_at >= m.day - INTERVAL '13 days' AND o.ordered_at < m.day - INTERVAL '6 days')
 FROM generate_series(TIMESTAMP '2025-02-05 00:00:00', TIMESTAMP '2025-02-19 00:00:00', INTERVAL '1 day') AS m(day)
 WHERE EXISTS (SELECT 1 FROM orders o WHERE o.ordered_at >= m.day - INTERVAL '13 days' AND o.ordered_at < m.day - INTERVAL '6 days')
