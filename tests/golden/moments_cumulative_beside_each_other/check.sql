WITH seen AS (
  SELECT m.day, date_trunc('quarter', m.day) AS quarter,
   (SELECT COUNT(*) FROM orders WHERE ordered_at >= m.day - INTERVAL '6 days' AND ordered_at < m.day + INTERVAL '1 day') AS anywhere,
   (SELECT COUNT(*) FROM orders WHERE ordered_at >= m.day - INTERVAL '6 days' AND ordered_at < m.day + INTERVAL '1 day' AND channel = 'shop') AS in_shop
  FROM generate_series(TIMESTAMP '2024-01-31 00:00:00', TIMESTAMP '2025-03-31 00:00:00', INTERVAL '1 day') AS m(day)),
lasting AS (SELECT quarter, MAX(CASE WHEN anywhere > 0 THEN day END) AS last_anywhere, MAX(CASE WHEN in_shop > 0 THEN day END) AS last_in_shop FROM seen GROUP BY quarter)
SELECT CAST(s.quarter AS DATE), MAX(CASE WHEN s.day = l.last_anywhere THEN s.anywhere END), COALESCE(MAX(CASE WHEN s.day = l.last_in_shop THEN s.in_shop END), 0)
 FROM seen s JOIN lasting l ON l.quarter = s.quarter WHERE l.last_anywhere IS NOT NULL GROUP BY 1
