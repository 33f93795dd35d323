SELECT device, AVG(minutes) AS minutes
FROM main.sessions
GROUP BY device
ORDER BY device
