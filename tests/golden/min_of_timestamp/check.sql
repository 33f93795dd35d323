SELECT status, MIN(ordered_at) FROM orders GROUP BY status
