SELECT COUNT(*) AS customers
FROM golden_shop.customers
WHERE POSITION(CAST(? AS TEXT) IN full_name) > 0
