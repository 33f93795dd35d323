SELECT CASE WHEN p.list_price >= 500 THEN 'high' WHEN p.list_price >= 100 THEN 'middle' WHEN p.list_price IS NULL THEN 'unknown' ELSE 'low' END, SUM(l.quantity * l.unit_price)
FROM order_lines l JOIN orders o ON o.order_id = l.order_id LEFT JOIN products p ON p.product_id = l.product_id WHERE o.status = 'completed' GROUP BY 1
