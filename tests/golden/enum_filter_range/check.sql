SELECT 'low', 1 UNION ALL SELECT 'medium', 1
