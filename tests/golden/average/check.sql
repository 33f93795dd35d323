SELECT line_no, CAST(SUM(unit_price) AS DOUBLE PRECISION) / COUNT(unit_price) FROM order_lines GROUP BY line_no
