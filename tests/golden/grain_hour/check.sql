SELECT date_trunc('hour', ordered_at), COUNT(*) FROM orders WHERE ordered_at >= TIMESTAMP '2025-01-01' GROUP BY 1
