SELECT CAST(severity AS TEXT) AS severity, COUNT(*) AS tickets
FROM golden_shop.tickets
WHERE CAST(severity AS TEXT) IN (?, ?, ?)
GROUP BY CAST(severity AS TEXT)
ORDER BY CAST(severity AS TEXT) COLLATE "C"
