SELECT COUNT(*) AS tickets
FROM golden_shop.tickets
WHERE POSITION(CAST(? AS TEXT) IN CAST(severity AS TEXT)) > 0
