SELECT o.id, o_2.id AS other, customer.name
FROM shop.orders AS o
JOIN shop.orders AS o_2 ON o.id = o_2.pieces
LEFT JOIN shop.customers AS customer ON o.customer_id = customer.id
