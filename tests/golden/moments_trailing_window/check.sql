SELECT d.day, o.channel, SUM(l.quantity * l.unit_price) FROM
 (SELECT CAST(s.day AS DATE) AS day FROM generate_series(TIMESTAMP '2025-02-25 00:00:00', TIMESTAMP '2025-03-04 00:00:00', INTERVAL '1 day') AS s(day)) d
 JOIN orders o ON o.ordered_at >= CAST(d.day AS TIMESTAMP) - INTERVAL '30 days' AND o.ordered_at < CAST(d.day AS TIMESTAMP) + INTERVAL '1 day'
 JOIN order_lines l ON l.order_id = o.order_id GROUP BY d.day, o.channel
