SELECT SUM(amount) FROM payments WHERE payment_id IN (2, 3, 4)
