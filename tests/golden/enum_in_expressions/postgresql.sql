SELECT
    CASE WHEN CAST(severity AS TEXT) COLLATE "C" > CAST(was AS TEXT) THEN 'up' WHEN CAST(severity AS TEXT) = CAST(was AS TEXT) THEN 'same' ELSE CAST(severity AS TEXT) END AS escalated,
    COUNT(*) AS tickets
FROM golden_shop.tickets
GROUP BY 1
ORDER BY CASE WHEN CAST(severity AS TEXT) COLLATE "C" > CAST(was AS TEXT) THEN 'up' WHEN CAST(severity AS TEXT) = CAST(was AS TEXT) THEN 'same' ELSE CAST(severity AS TEXT) END COLLATE "C"
