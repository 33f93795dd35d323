SELECT o.channel, COUNT(*), SUM(i.total) FROM orders o LEFT JOIN invoices i ON i.order_id = o.order_id GROUP BY o.channel
