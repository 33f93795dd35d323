SELECT m, n, p, n - p, CASE WHEN p = 0 THEN NULL ELSE 100.0 * (n - p) / p END FROM (VALUES (DATE '2025-01-01', 3, 0), (DATE '2025-02-01', 2, 0), (DATE '2025-03-01', 2, 1)) AS t (m, n, p)
