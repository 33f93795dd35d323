SELECT line_no, AVG(unit_price) AS average_price
FROM main.order_lines
GROUP BY line_no
ORDER BY line_no
