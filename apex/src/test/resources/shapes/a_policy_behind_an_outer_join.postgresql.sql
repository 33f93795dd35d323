SELECT c.name, SUM(o.amount) AS revenue
FROM shop.orders AS o
LEFT JOIN shop.customers AS c ON o.customer_id = c.id AND c.region = 'EU'
GROUP BY c.name
