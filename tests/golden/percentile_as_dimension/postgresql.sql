WITH median_price AS (
    SELECT
        product_id,
        PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CAST(unit_price AS DOUBLE PRECISION)) AS median_price
    FROM golden_shop.order_lines
    GROUP BY product_id
)
SELECT median_price.median_price, COUNT(*) AS products
FROM golden_shop.products
LEFT JOIN median_price ON products.product_id = median_price.product_id
GROUP BY median_price.median_price
ORDER BY median_price
