SELECT CAST(date_trunc('year', o.ordered_at) AS DATE),
  SUM(CASE WHEN c.department = 'Home' THEN l.quantity * l.unit_price END), SUM(l.quantity * l.unit_price)
FROM order_lines l JOIN orders o ON o.order_id = l.order_id LEFT JOIN products p ON p.product_id = l.product_id LEFT JOIN categories c ON c.category_id = p.category_id
WHERE o.status = 'completed' GROUP BY 1
