SELECT channel, COUNT(discount) AS discounted_orders
FROM main.orders
GROUP BY channel
ORDER BY channel
