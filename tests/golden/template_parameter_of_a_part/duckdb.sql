SELECT
    CAST(SUM(order_lines.quantity * order_lines.unit_price) FILTER (WHERE orders.status = ?) AS DOUBLE) / NULLIF(SUM(order_lines.quantity * order_lines.unit_price), 0) AS status_share
FROM main.order_lines
LEFT JOIN main.orders ON order_lines.order_id = orders.order_id
