SELECT line_no, SUM(unit_price * CAST(? AS DECIMAL(38, 10))) AS weighted_revenue
FROM golden_shop.order_lines
WHERE unit_price > ?
GROUP BY line_no
ORDER BY line_no
