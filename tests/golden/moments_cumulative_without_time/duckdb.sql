SELECT channel, COUNT(*) AS orders_ever
FROM main.orders
GROUP BY channel
ORDER BY channel
