SELECT o.status, c.region, COUNT(*) AS orders
FROM shop.orders AS o
LEFT JOIN shop.customers AS c ON o.customer_id = c.id
GROUP BY GROUPING SETS ((o.status, c.region), (c.region), ())
