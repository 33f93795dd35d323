SELECT line_no, CAST(AVG(unit_price) AS DOUBLE PRECISION) AS average_price
FROM golden_shop.order_lines
GROUP BY line_no
ORDER BY line_no
