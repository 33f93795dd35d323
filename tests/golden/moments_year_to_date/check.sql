SELECT CAST(m.first AS DATE), (SELECT SUM(l.quantity * l.unit_price) FROM order_lines l JOIN orders o ON o.order_id = l.order_id
  WHERE o.ordered_at >= date_trunc('year', m.first) AND o.ordered_at < m.first + INTERVAL '1 month')
 FROM generate_series(TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2025-03-01 00:00:00', INTERVAL '1 month') AS m(first)
