SELECT
    status,
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY weight) AS median,
    PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY weight) AS middle
FROM shop.orders
GROUP BY status
ORDER BY status
