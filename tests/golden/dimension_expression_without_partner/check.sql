SELECT k, COUNT(*) FROM (SELECT CASE WHEN o.customer_id IN (SELECT customer_id FROM customers WHERE tier IS NOT NULL)
  THEN (SELECT c.tier FROM customers c WHERE c.customer_id = o.customer_id) ELSE 'none' END AS k FROM orders o) t GROUP BY k
