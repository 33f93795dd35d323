SELECT status, COUNT(DISTINCT customer_id) FROM orders GROUP BY status
