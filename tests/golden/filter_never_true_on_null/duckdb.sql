SELECT COUNT(*) FILTER (WHERE status <> 'completed') AS not_completed_orders, COUNT(*) AS orders
FROM main.orders
