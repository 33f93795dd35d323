SELECT listed.label, o.amount
FROM (VALUES (1, 'one'), (2, 'two')) AS listed (id, label)
JOIN shop.orders AS o ON listed.id = o.id
