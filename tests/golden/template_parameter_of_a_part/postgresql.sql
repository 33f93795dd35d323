SELECT
    CAST(SUM(order_lines.quantity * order_lines.unit_price) FILTER (WHERE orders.status = ?) AS DOUBLE PRECISION) / NULLIF(SUM(order_lines.quantity * order_lines.unit_price), 0) AS status_share
FROM golden_shop.order_lines
LEFT JOIN golden_shop.orders ON order_lines.order_id = orders.order_id
