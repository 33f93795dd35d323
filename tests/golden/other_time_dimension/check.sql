SELECT CAST(date_trunc('quarter', CAST(c.signed_on AS TIMESTAMP)) AS DATE), COUNT(*) FROM orders o LEFT JOIN customers c ON c.customer_id = o.customer_id GROUP BY 1
