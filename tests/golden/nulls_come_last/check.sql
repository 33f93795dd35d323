SELECT status, SUM(discount) AS d FROM orders GROUP BY status ORDER BY d DESC NULLS LAST, CASE status WHEN 'cancelled' THEN 1 WHEN 'completed' THEN 2 WHEN 'open' THEN 3 ELSE 4 END
