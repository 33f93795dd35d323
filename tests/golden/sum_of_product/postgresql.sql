SELECT SUM(quantity * unit_price) AS revenue
FROM golden_shop.order_lines
