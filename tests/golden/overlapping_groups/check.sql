SELECT t.tag, COUNT(DISTINCT p.product_id) FROM products p LEFT JOIN product_tags t ON t.product_id = p.product_id GROUP BY t.tag
