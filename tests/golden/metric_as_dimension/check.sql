SELECT COALESCE(x.n, 0), COUNT(*) FROM customers c LEFT JOIN (SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id) x ON x.customer_id = c.customer_id GROUP BY 1
