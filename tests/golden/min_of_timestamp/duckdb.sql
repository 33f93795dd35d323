SELECT status, MIN(ordered_at) AS first_order
FROM main.orders
GROUP BY status
ORDER BY status
