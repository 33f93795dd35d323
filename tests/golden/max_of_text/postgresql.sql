SELECT channel, MAX(status COLLATE "C") AS last_status
FROM golden_shop.orders
GROUP BY channel
ORDER BY channel COLLATE "C"
