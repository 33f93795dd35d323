SELECT
    COUNT(DISTINCT o.customer_id) AS customers,
    MIN(c.name COLLATE "C") AS first_name,
    MAX(c.name COLLATE "C") AS last_name,
    COUNT(*) AS orders
FROM shop.orders AS o
LEFT JOIN shop.customers AS c ON o.customer_id = c.id
