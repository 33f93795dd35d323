SELECT
    CASE WHEN CAST(severity AS VARCHAR) > CAST(was AS VARCHAR) THEN 'up' WHEN CAST(severity AS VARCHAR) = CAST(was AS VARCHAR) THEN 'same' ELSE CAST(severity AS VARCHAR) END AS escalated,
    COUNT(*) AS tickets
FROM main.tickets
GROUP BY 1
ORDER BY escalated
