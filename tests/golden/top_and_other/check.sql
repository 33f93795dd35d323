SELECT k.region, k.other, r.v, b.v, r.a, r.m, CAST(r.v AS DOUBLE PRECISION) / b.n
 FROM (SELECT 'North' AS region, FALSE AS other UNION ALL SELECT 'Île-de-France', FALSE UNION ALL SELECT NULL, TRUE) k
 JOIN (SELECT CASE WHEN g.name IN ('North', 'Île-de-France') THEN g.name END AS region, SUM(l.quantity * l.unit_price) AS v, AVG(CAST(l.unit_price AS DOUBLE PRECISION)) AS a,
        PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CAST(l.unit_price AS DOUBLE PRECISION)) AS m
       FROM order_lines l LEFT JOIN orders o ON o.order_id = l.order_id LEFT JOIN customers c ON c.customer_id = o.customer_id LEFT JOIN regions g ON g.region_id = c.region_id
       GROUP BY 1) r ON r.region IS NOT DISTINCT FROM k.region
 JOIN (SELECT CASE WHEN g.name IN ('North', 'Île-de-France') THEN g.name END AS region, COUNT(DISTINCT o.customer_id) AS v, COUNT(*) AS n
       FROM orders o LEFT JOIN customers c ON c.customer_id = o.customer_id LEFT JOIN regions g ON g.region_id = c.region_id
       GROUP BY 1) b ON b.region IS NOT DISTINCT FROM k.region
