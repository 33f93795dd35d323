SELECT o.channel, SUM(p.amount) FROM payments p LEFT JOIN orders o ON o.order_id = p.order_id GROUP BY o.channel
