WITH products_keys AS (
    SELECT DISTINCT
        orders.channel,
        products.product_id AS key_1,
        CAST(products.list_price AS DOUBLE PRECISION) AS value_3,
        products.list_price AS value_5
    FROM golden_shop.products
    LEFT JOIN golden_shop.order_lines ON products.product_id = order_lines.product_id
    LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
)
SELECT
    channel,
    PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY value_3) AS middle_list_price,
    PERCENTILE_DISC(0.66) WITHIN GROUP (ORDER BY value_5) AS usual_list_price,
    COUNT(*) AS products
FROM products_keys
GROUP BY channel
ORDER BY channel COLLATE "C"
