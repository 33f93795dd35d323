SELECT d.day, (SELECT COUNT(*) FROM orders o WHERE CAST(o.ordered_at AS DATE) = d.day) - (SELECT COUNT(*) FROM orders o WHERE CAST(o.ordered_at AS DATE) = d.before)
 FROM (SELECT CAST(s.day AS DATE) AS day, CAST(s.day - INTERVAL '1 month' AS DATE) AS before FROM generate_series(TIMESTAMP '2025-03-26 00:00:00', TIMESTAMP '2025-04-01 00:00:00', INTERVAL '1 day') AS s(day)) d
 WHERE EXISTS (SELECT 1 FROM orders o WHERE CAST(o.ordered_at AS DATE) IN (d.day, d.before))
