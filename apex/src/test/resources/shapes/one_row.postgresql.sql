SELECT 1 AS id, 'one' AS label
