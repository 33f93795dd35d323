WITH stock_rows AS (
    SELECT
        product_id,
        counted_on,
        on_hand,
        MAX(counted_on) OVER (PARTITION BY CAST(DATE_TRUNC('month', counted_on) AS DATE)) AS moment_3
    FROM main.stock
)
SELECT
    CAST(DATE_TRUNC('month', counted_on) AS DATE) AS counted_on_month,
    CAST(SUM(on_hand) AS BIGINT) AS on_hand
FROM stock_rows
WHERE counted_on = moment_3
GROUP BY 1
ORDER BY counted_on_month
