SELECT
    CAST(DATE_TRUNC('quarter', orders.ordered_at) AS DATE) AS quarter,
    SUM(order_lines.quantity * order_lines.unit_price) AS revenue
FROM main.order_lines
LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
GROUP BY 1
ORDER BY quarter
