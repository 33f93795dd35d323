SELECT a.channel, a.v - COALESCE(b.v, 0), a.v - b.v FROM
 (SELECT COALESCE(o.channel, '?') AS k, o.channel, SUM(l.quantity * l.unit_price) AS v FROM order_lines l LEFT JOIN orders o ON o.order_id = l.order_id GROUP BY o.channel) a LEFT JOIN
 (SELECT COALESCE(o.channel, '?') AS k, SUM(r.amount) AS v FROM refunds r LEFT JOIN orders o ON o.order_id = r.order_id GROUP BY o.channel) b ON a.k = b.k
