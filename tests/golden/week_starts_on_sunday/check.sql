SELECT CAST(date_trunc('week', ordered_at + INTERVAL '1 day') - INTERVAL '1 day' AS DATE), COUNT(*) FROM orders GROUP BY 1
