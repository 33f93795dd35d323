SELECT channel, COUNT(*) FROM orders WHERE 1 = 0 GROUP BY channel
