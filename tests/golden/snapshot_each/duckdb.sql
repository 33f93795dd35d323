WITH stock_rows AS (
    SELECT product_id, counted_on, on_hand, MAX(counted_on) OVER (PARTITION BY product_id) AS moment_3
    FROM main.stock
), stock_rows_2 AS (
    SELECT product_id, counted_on, on_hand, MIN(counted_on) OVER () AS moment_3
    FROM main.stock
), combined AS (
    SELECT
        product_id,
        CAST(SUM(on_hand) AS BIGINT) AS on_hand_each,
        CAST(NULL AS BIGINT) AS first_on_hand
    FROM stock_rows
    WHERE counted_on = moment_3
    GROUP BY product_id
    UNION ALL
    SELECT
        product_id,
        CAST(NULL AS BIGINT) AS on_hand_each,
        CAST(SUM(on_hand) AS BIGINT) AS first_on_hand
    FROM stock_rows_2
    WHERE counted_on = moment_3
    GROUP BY product_id
)
SELECT product_id, MAX(on_hand_each) AS on_hand_each, MAX(first_on_hand) AS first_on_hand
FROM combined
GROUP BY product_id
ORDER BY product_id
