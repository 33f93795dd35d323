SELECT o.id, c.region, o.amount
FROM shop.orders AS o
LEFT JOIN shop.customers AS c ON o.customer_id = c.id
ORDER BY region NULLS FIRST, amount DESC, id
