SELECT
    CAST(DATE_TRUNC('year', orders.ordered_at) AS DATE) AS year,
    SUM(order_lines.quantity * order_lines.unit_price) FILTER (WHERE categories.department = 'Home') AS completed_home_revenue,
    SUM(order_lines.quantity * order_lines.unit_price) AS completed_revenue
FROM main.order_lines
LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
LEFT JOIN main.products ON order_lines.product_id = products.product_id
LEFT JOIN main.categories ON products.category_id = categories.category_id
WHERE orders.status = 'completed'
GROUP BY 1
ORDER BY year
