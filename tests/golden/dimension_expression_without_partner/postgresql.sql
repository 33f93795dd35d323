SELECT COALESCE(customers.tier, 'none') AS tier_or_none, COUNT(*) AS orders
FROM golden_shop.orders
LEFT JOIN golden_shop.customers ON orders.customer_id = customers.customer_id
GROUP BY 1
ORDER BY COALESCE(customers.tier, 'none') COLLATE "C"
