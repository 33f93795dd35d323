SELECT COALESCE(customers.tier, 'none') AS tier_or_none, COUNT(*) AS orders
FROM main.orders
LEFT JOIN main.customers ON orders.customer_id = customers.customer_id
GROUP BY 1
ORDER BY tier_or_none
