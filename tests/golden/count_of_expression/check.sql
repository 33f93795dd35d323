SELECT channel, COUNT(discount) FROM orders GROUP BY channel
