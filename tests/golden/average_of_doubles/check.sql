SELECT device, SUM(minutes) / NULLIF(COUNT(minutes), 0) FROM sessions GROUP BY device
