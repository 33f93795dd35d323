SELECT k.ch, r.v, CAST(r.v AS DOUBLE PRECISION) / (SELECT SUM(quantity * unit_price) FROM order_lines), COALESCE(b.v, 0), CAST(COALESCE(b.v, 0) AS DOUBLE PRECISION) / (SELECT COUNT(DISTINCT customer_id) FROM orders)
 FROM (SELECT DISTINCT channel AS ch FROM orders) k
 LEFT JOIN (SELECT o.channel AS ch, SUM(l.quantity * l.unit_price) AS v FROM order_lines l LEFT JOIN orders o ON o.order_id = l.order_id GROUP BY 1) r ON r.ch IS NOT DISTINCT FROM k.ch
 LEFT JOIN (SELECT channel AS ch, COUNT(DISTINCT customer_id) AS v FROM orders GROUP BY 1) b ON b.ch IS NOT DISTINCT FROM k.ch
