SELECT CAST(date_trunc('month', s.counted_on) AS DATE), SUM(s.on_hand) FROM stock s
 WHERE s.counted_on = (SELECT MAX(t.counted_on) FROM stock t WHERE date_trunc('month', t.counted_on) = date_trunc('month', s.counted_on)) GROUP BY 1
