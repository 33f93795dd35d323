WITH combined AS (
    SELECT
        CASE WHEN CAST(list_price AS DECIMAL(12, 2)) >= 500.00 THEN 'high' WHEN CAST(list_price AS DECIMAL(12, 2)) >= 100.00 THEN 'middle' WHEN list_price IS NULL THEN 'unknown' ELSE 'low' END AS price_band,
        COUNT(*) AS products,
        CAST(NULL AS BIGINT) AS units
    FROM golden_shop.products
    GROUP BY 1
    UNION ALL
    SELECT
        CASE WHEN CAST(products.list_price AS DECIMAL(12, 2)) >= 500.00 THEN 'high' WHEN CAST(products.list_price AS DECIMAL(12, 2)) >= 100.00 THEN 'middle' WHEN products.list_price IS NULL THEN 'unknown' ELSE 'low' END AS price_band,
        CAST(NULL AS BIGINT) AS products,
        SUM(order_lines.quantity) AS units
    FROM golden_shop.order_lines
    LEFT JOIN golden_shop.products ON order_lines.product_id = products.product_id
    GROUP BY 1
)
SELECT price_band, COALESCE(MAX(products), 0) AS products, MAX(units) AS units
FROM combined
GROUP BY price_band
ORDER BY price_band COLLATE "C"
