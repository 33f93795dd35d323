SELECT channel, COUNT(discount) AS discounted_orders
FROM golden_shop.orders
GROUP BY channel
ORDER BY channel COLLATE "C"
