SELECT
    status,
    QUANTILE_CONT(CAST(amount AS DOUBLE), 0.5) AS median,
    STRING_AGG(status, ',') AS all_status
FROM shop.orders
GROUP BY status
