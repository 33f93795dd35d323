SELECT
    MIN(CAST(severity AS TEXT) COLLATE "C") AS first_severity,
    MAX(CAST(severity AS TEXT) COLLATE "C") AS last_severity,
    COUNT(DISTINCT CAST(severity AS TEXT)) AS severities,
    COUNT(*) FILTER (WHERE CAST(severity AS TEXT) = 'Urgent') AS urgent_tickets
FROM golden_shop.tickets
