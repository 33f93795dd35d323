SELECT CAST('sale' AS VARCHAR), FALSE, COUNT(*) FROM products WHERE product_id IN (SELECT product_id FROM product_tags WHERE tag = 'sale')
UNION ALL
SELECT NULL, TRUE, COUNT(*) FROM products WHERE product_id IN (SELECT product_id FROM product_tags WHERE tag <> 'sale') OR product_id NOT IN (SELECT product_id FROM product_tags)
