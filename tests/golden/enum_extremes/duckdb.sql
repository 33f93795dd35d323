SELECT
    MIN(CAST(severity AS VARCHAR)) AS first_severity,
    MAX(CAST(severity AS VARCHAR)) AS last_severity,
    COUNT(DISTINCT CAST(severity AS VARCHAR)) AS severities,
    COUNT(*) FILTER (WHERE CAST(severity AS VARCHAR) = 'Urgent') AS urgent_tickets
FROM main.tickets
