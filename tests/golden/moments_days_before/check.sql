SELECT CAST(ordered_at + INTERVAL '29 days' AS DATE), EXTRACT(ISODOW FROM ordered_at + INTERVAL '29 days'), COUNT(*) FROM orders
 WHERE ordered_at + INTERVAL '29 days' >= DATE '2024-02-01' AND ordered_at + INTERVAL '29 days' < DATE '2025-03-01' GROUP BY 1, 2
