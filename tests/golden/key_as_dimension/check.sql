SELECT k.c, (SELECT COUNT(*) FROM orders o WHERE o.customer_id IS NOT DISTINCT FROM k.c), (SELECT COUNT(*) FROM sessions s WHERE s.customer_id IS NOT DISTINCT FROM k.c)
 FROM (SELECT customer_id AS c FROM orders UNION SELECT customer_id FROM sessions) k
