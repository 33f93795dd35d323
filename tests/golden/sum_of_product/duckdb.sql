SELECT SUM(quantity * unit_price) AS revenue
FROM main.order_lines
