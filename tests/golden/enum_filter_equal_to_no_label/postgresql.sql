SELECT COUNT(*) AS tickets
FROM golden_shop.tickets
WHERE CAST(severity AS TEXT) = ?
