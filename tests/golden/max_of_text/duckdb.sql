SELECT channel, MAX(status) AS last_status
FROM main.orders
GROUP BY channel
ORDER BY channel
