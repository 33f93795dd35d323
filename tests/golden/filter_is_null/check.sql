SELECT COUNT(*) FROM orders WHERE customer_id IS NULL OR customer_id NOT IN (SELECT customer_id FROM customers WHERE tier IS NOT NULL)
