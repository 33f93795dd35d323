SELECT DISTINCT c.tier, r.name FROM customers c FULL JOIN regions r ON r.region_id = c.region_id
