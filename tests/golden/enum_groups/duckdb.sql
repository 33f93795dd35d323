SELECT CAST(severity AS VARCHAR) AS severity, COUNT(*) AS tickets
FROM main.tickets
GROUP BY CAST(severity AS VARCHAR)
ORDER BY 1 DESC
