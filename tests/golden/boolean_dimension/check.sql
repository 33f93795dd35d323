SELECT discount > 0, COUNT(*) FROM orders GROUP BY 1
