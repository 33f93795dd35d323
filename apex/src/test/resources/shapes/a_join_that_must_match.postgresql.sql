SELECT c.name, COUNT(*) AS refunds
FROM shop.refunds AS r
JOIN shop.orders AS o ON r.order_id = o.id
JOIN shop.customers AS c ON o.customer_id = c.id
WHERE c.vip = TRUE
GROUP BY c.name
