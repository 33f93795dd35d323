SELECT COUNT(*) AS customers
FROM main.customers
WHERE POSITION(CAST(? AS VARCHAR) IN full_name) > 0
