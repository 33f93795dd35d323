SELECT k.m, COALESCE(o.n, 0), p.a FROM
 (SELECT date_trunc('month', ordered_at) AS m FROM orders UNION SELECT date_trunc('month', CAST(paid_on AS TIMESTAMP)) FROM payments) k0 JOIN LATERAL (SELECT CAST(k0.m AS DATE) AS m) k ON TRUE
 LEFT JOIN (SELECT CAST(date_trunc('month', ordered_at) AS DATE) AS m, COUNT(*) AS n FROM orders GROUP BY 1) o ON o.m IS NOT DISTINCT FROM k.m
 LEFT JOIN (SELECT CAST(date_trunc('month', CAST(paid_on AS TIMESTAMP)) AS DATE) AS m, SUM(amount) AS a FROM payments GROUP BY 1) p ON p.m IS NOT DISTINCT FROM k.m
