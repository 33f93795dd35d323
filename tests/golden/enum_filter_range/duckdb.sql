SELECT CAST(severity AS VARCHAR) AS severity, COUNT(*) AS tickets
FROM main.tickets
WHERE CAST(severity AS VARCHAR) > ?
GROUP BY CAST(severity AS VARCHAR)
ORDER BY 1
