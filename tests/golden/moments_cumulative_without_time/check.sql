SELECT channel, COUNT(*) FROM orders GROUP BY channel
