SELECT (SELECT COUNT(*) FROM orders WHERE status IS NOT NULL AND NOT status = 'completed'), (SELECT COUNT(*) FROM orders)
