SELECT c.name, r.id AS refund
FROM shop.customers AS c
LEFT JOIN (shop.orders AS o
JOIN shop.refunds AS r ON o.id = r.order_id) ON c.id = o.customer_id
