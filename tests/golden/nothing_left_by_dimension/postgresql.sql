SELECT channel, COUNT(*) AS orders
FROM golden_shop.orders
WHERE status = ?
GROUP BY channel
ORDER BY channel COLLATE "C"
