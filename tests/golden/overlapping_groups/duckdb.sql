WITH products_keys AS (
    SELECT DISTINCT product_tags.tag, products.product_id AS key_1
    FROM main.products
    LEFT JOIN main.product_tags ON products.product_id = product_tags.product_id
)
SELECT tag, COUNT(*) AS products
FROM products_keys
GROUP BY tag
ORDER BY tag
