SELECT a.n, b.n, a.n - b.n, 100.0 * (a.n - b.n) / b.n FROM (SELECT COUNT(*) AS n FROM orders WHERE ordered_at >= TIMESTAMP '2025-01-20' AND ordered_at < TIMESTAMP '2025-02-04') a,
 (SELECT COUNT(*) AS n FROM orders WHERE ordered_at >= TIMESTAMP '2025-01-05' AND ordered_at < TIMESTAMP '2025-01-20') b
