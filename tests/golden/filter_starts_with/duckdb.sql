SELECT tier, COUNT(*) AS customers
FROM main.customers
WHERE POSITION(CAST(? AS VARCHAR) IN tier) = 1
GROUP BY tier
ORDER BY tier
