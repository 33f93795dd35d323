SELECT o.id, c.region, o.amount
FROM shop.orders AS o
LEFT JOIN shop.customers AS c ON o.customer_id = c.id
ORDER BY c.region COLLATE "C" NULLS FIRST, amount DESC NULLS LAST, id
