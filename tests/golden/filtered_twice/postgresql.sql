SELECT
    CAST(DATE_TRUNC('year', orders.ordered_at) AS DATE) AS year,
    SUM(order_lines.quantity * order_lines.unit_price) FILTER (WHERE categories.department = 'Home') AS completed_home_revenue,
    SUM(order_lines.quantity * order_lines.unit_price) AS completed_revenue
FROM golden_shop.order_lines
LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
LEFT JOIN golden_shop.products ON order_lines.product_id = products.product_id
LEFT JOIN golden_shop.categories ON products.category_id = categories.category_id
WHERE orders.status = 'completed'
GROUP BY 1
ORDER BY year
