SELECT line_no, SUM(unit_price) / 8 FROM order_lines WHERE unit_price > 49.895 GROUP BY line_no
