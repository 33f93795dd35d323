SELECT COUNT(*) AS tickets
FROM main.tickets
WHERE CAST(severity AS VARCHAR) = ?
