SELECT a.b, a.n, u.q FROM (SELECT CASE WHEN list_price >= 500 THEN 'high' WHEN list_price >= 100 THEN 'middle' WHEN list_price IS NULL THEN 'unknown' ELSE 'low' END AS b, COUNT(*) AS n FROM products GROUP BY 1) a
 JOIN (SELECT CASE WHEN p.list_price >= 500 THEN 'high' WHEN p.list_price >= 100 THEN 'middle' WHEN p.list_price IS NULL THEN 'unknown' ELSE 'low' END AS b, SUM(l.quantity) AS q FROM order_lines l JOIN products p ON p.product_id = l.product_id GROUP BY 1) u ON u.b = a.b
UNION ALL SELECT NULL, 0, SUM(quantity) FROM order_lines WHERE product_id NOT IN (SELECT product_id FROM products)
