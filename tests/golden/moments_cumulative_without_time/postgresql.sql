SELECT channel, COUNT(*) AS orders_ever
FROM golden_shop.orders
GROUP BY channel
ORDER BY channel COLLATE "C"
