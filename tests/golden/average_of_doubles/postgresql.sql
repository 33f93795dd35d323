SELECT device, AVG(minutes) AS minutes
FROM golden_shop.sessions
GROUP BY device
ORDER BY device COLLATE "C"
