SELECT COUNT(*) AS orders
FROM main.orders
WHERE channel IN (?, ?)
