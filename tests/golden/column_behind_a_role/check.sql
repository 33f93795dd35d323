SELECT c.reach, SUM(p.amount) FROM payments p LEFT JOIN orders o ON o.order_id = p.order_id LEFT JOIN channels c ON c.channel = o.channel GROUP BY c.reach
