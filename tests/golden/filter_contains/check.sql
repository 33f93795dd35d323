SELECT COUNT(*) FROM customers WHERE customer_id = 4
