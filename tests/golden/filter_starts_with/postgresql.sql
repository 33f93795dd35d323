SELECT tier, COUNT(*) AS customers
FROM golden_shop.customers
WHERE POSITION(CAST(? AS TEXT) IN tier) = 1
GROUP BY tier
ORDER BY tier COLLATE "C"
