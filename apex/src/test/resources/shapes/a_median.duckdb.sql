SELECT
    status,
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CAST(amount AS DOUBLE)) AS median,
    STRING_AGG(status, ',') AS all_status
FROM shop.orders
GROUP BY status
