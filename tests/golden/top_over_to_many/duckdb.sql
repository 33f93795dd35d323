WITH products_keys AS (
    SELECT DISTINCT product_tags.tag, products.product_id AS key_1
    FROM main.products
    LEFT JOIN main.product_tags ON products.product_id = product_tags.product_id
), top_products AS (
    SELECT tag, TRUE AS found
    FROM products_keys
    GROUP BY tag
    ORDER BY COUNT(*) DESC, tag
    LIMIT 1
), products_keys_2 AS (
    SELECT DISTINCT
        top_products.tag,
        top_products.found IS NULL AS tag_other,
        products.product_id AS key_2
    FROM main.products
    LEFT JOIN main.product_tags ON products.product_id = product_tags.product_id
    LEFT JOIN top_products ON product_tags.tag IS NOT DISTINCT FROM top_products.tag
)
SELECT tag, tag_other, COUNT(*) AS products
FROM products_keys_2
GROUP BY tag, tag_other
ORDER BY tag_other, products DESC, tag
