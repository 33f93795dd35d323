SELECT status, COUNT(*) FROM orders WHERE channel = 'shop' GROUP BY status
