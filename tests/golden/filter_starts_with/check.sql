SELECT tier, COUNT(*) FROM customers WHERE tier = 'gold' GROUP BY tier
