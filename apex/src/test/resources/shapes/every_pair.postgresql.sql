SELECT c.id AS customer, r.id AS refund
FROM shop.customers AS c
CROSS JOIN shop.refunds AS r
ORDER BY customer, refund
