SELECT COUNT(*) AS orders
FROM main.orders
WHERE ordered_at < ?
