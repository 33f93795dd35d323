SELECT k.channel, a.v, b.v, a.v - b.v, 100 * CAST(a.v - b.v AS DOUBLE PRECISION) / b.v FROM (SELECT DISTINCT channel FROM orders) k
 LEFT JOIN (SELECT o.channel, SUM(l.quantity * l.unit_price) AS v FROM order_lines l JOIN orders o ON o.order_id = l.order_id WHERE EXTRACT(YEAR FROM o.ordered_at) = 2025 GROUP BY 1) a ON a.channel IS NOT DISTINCT FROM k.channel
 LEFT JOIN (SELECT o.channel, SUM(l.quantity * l.unit_price) AS v FROM order_lines l JOIN orders o ON o.order_id = l.order_id WHERE EXTRACT(YEAR FROM o.ordered_at) = 2024 GROUP BY 1) b ON b.channel IS NOT DISTINCT FROM k.channel
